import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import { useFlowsWords } from '../../locales/en-flows.ts';
import type { FlowDraftModel } from '../../models/flow-draft-model.ts';
import { Button } from '../../ui/button.tsx';
import { DiffView } from '../articles/diff-view.tsx';
import { outlineOf } from './flow-outline.ts';

/** Somebody else has saved in the meantime: where the two differ, and what to do with them. */
export function StaleFlow({ draft, language }: { draft: FlowDraftModel; language: FlowLanguage }) {
  const w = useFlowsWords();
  const state = draft.state.value;
  if (state.name !== 'stale') return null;
  const { plan, version } = state.theirs;
  return (
    <section role="alert" class="flex flex-col gap-3 rounded-large border border-note-line bg-note p-4 text-note-ink">
      <div>
        <h3 class="font-semibold">{w.stale.title(version)}</h3>
        <p class="mt-1 text-pretty">{w.stale.hint}</p>
      </div>
      <DiffView before={outlineOf(draft.plan.value, language, w)} after={outlineOf(plan, language, w)} />
      <div class="flex flex-wrap gap-2">
        <Button onClick={() => draft.resolve('mine')}>{w.stale.mine}</Button>
        <Button onClick={() => draft.resolve('theirs')}>{w.stale.theirs}</Button>
      </div>
    </section>
  );
}
