import type { Flow, FlowPlan } from '@everthread/shared/models/flow';
import { useEffect, useMemo } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { FlowDraftModel, type FlowSaving } from '../../models/flow-draft-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { FlowEditor } from './flow-editor.tsx';
import { LookUpTroubles } from './look-up-troubles.tsx';

type FlowCardProps = {
  flow: Flow;
  inbox: InboxModel;
  isEdited: boolean;
  onEdit: (isEdited: boolean) => void;
  onSwitch: (isOn: boolean) => void;
  onSave: (plan: FlowPlan, base: number) => Promise<FlowSaving>;
  onRemove: () => void;
  readSecret: () => Promise<string>;
};

/** One flow: whether it is on, and its steps once they are to be edited. */
export function FlowCard({ flow, inbox, isEdited, onEdit, onSwitch, onSave, onRemove, readSecret }: FlowCardProps) {
  const w = useFlowsWords();
  const { draftStores } = useApp();
  const { plan, isOn, version } = flow;
  // Not by version: what is being written stays whoever saves meanwhile.
  const draft = useMemo(
    () => new FlowDraftModel(flow, { store: draftStores.of(inbox.agentId.peek(), `flow.${flow.id}`), save: onSave }),
    [flow.id, inbox, draftStores],
  );
  useEffect(() => draft.take(flow), [draft, flow]);
  const isUnsaved = draft.state.value.name !== 'same';
  return (
    <section aria-label={plan.name} class="rounded-large border border-line bg-surface p-5">
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div class="min-w-0 flex-1 basis-32">
          <h2 class="text-read font-semibold [overflow-wrap:anywhere]">
            <bdi>{plan.name}</bdi>
          </h2>
          <p class="text-small text-faint">
            {w.version(version)}
            {isUnsaved && !isEdited && ` · ${w.unsaved}`}
          </p>
        </div>
        <div class="flex items-center gap-2">
          <label class="me-2 flex items-center gap-2 text-soft">
            <input
              type="checkbox"
              role="switch"
              aria-label={w.isOn(plan.name)}
              checked={isOn}
              aria-checked={isOn}
              onChange={({ currentTarget }) => onSwitch(currentTarget.checked)}
              class="size-4 shrink-0 accent-accent"
            />
            {w.on}
          </label>
          <Button
            look="quiet"
            size="icon"
            aria-expanded={isEdited}
            aria-label={isEdited ? w.close : w.edit(plan.name)}
            onClick={() => onEdit(!isEdited)}
          >
            <Icon name={isEdited ? 'close' : 'pencil'} />
          </Button>
          <Button size="icon" look="quiet" aria-label={w.remove(plan.name)} onClick={onRemove}>
            <Icon name="bin" />
          </Button>
        </div>
      </div>
      <LookUpTroubles troubles={flow.troubles} />
      {isEdited && <FlowEditor draft={draft} inbox={inbox} readSecret={readSecret} />}
    </section>
  );
}
