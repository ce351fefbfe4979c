import type { TargetId } from '@everthread/shared/models/ids';
import type { Target } from '@everthread/shared/models/target';
import { useEffect, useMemo } from 'preact/hooks';
import { useTargetWords } from '../../locales/en-targets.ts';
import { TargetsModel } from '../../models/targets-model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useOnePress } from '../../ui/one-at-a-time.ts';
import { LoadFailed } from '../load-failed.tsx';
import type { SectionProps } from '../settings/sections.ts';
import { OnlyManagers } from '../settings/setting.tsx';
import { useSave } from '../settings/use-save.ts';
import { Unloaded } from '../settings/when-loaded.tsx';
import { TargetCard } from './target-card.tsx';
import { useTargetsApi } from './use-targets-api.ts';

/** What the team wants to keep to, each saved as it is changed. */
export function TargetsSection({ inbox }: SectionProps) {
  const w = useTargetWords();
  const save = useSave();
  const api = useTargetsApi(inbox);
  const model = useMemo(() => new TargetsModel(api), [api]);
  const { views } = inbox.topics;
  const add = useOnePress(async () => {
    const id = inbox.newId() as string as TargetId;
    const target: Target = {
      id,
      name: w.fresh,
      viewId: null,
      filters: {},
      minutes: { first: 60, next: null, done: null },
      inOfficeHours: true,
    };
    await save({ what: target.name, put: () => model.save(target), back: () => model.remove(id) });
  });
  useEffect(() => void Promise.all([model.load(), views.load()]), [model, views]);
  const state = model.state.value;
  const disabled = !inbox.roster.isManager.value;
  if (state.name === 'loading') return <div class="bone h-60 rounded-large" aria-busy="true" />;
  if (state.name === 'failed') return <LoadFailed says={w.failed} onRetry={() => void model.load()} />;
  if (!inbox.roster.workspace.value) return <Unloaded roster={inbox.roster} />;
  const shared = views.views.value.filter(({ isShared }) => isShared);

  const change = (what: string, target: Target, before: Target) =>
    void save({ what, put: () => model.save(target), back: () => model.save(before) });

  return (
    <>
      <p class="-mt-3 text-read text-pretty text-soft">{w.lead}</p>
      {state.kept.length === 0 && <p class="text-soft">{w.none}</p>}
      {state.kept.map((target) => (
        <TargetCard
          key={target.id}
          inbox={inbox}
          target={target}
          views={shared}
          disabled={disabled}
          onSave={(what, next) => change(what, next, target)}
          onRemove={() =>
            void save({
              what: target.name,
              said: w.removed(target.name),
              put: () => model.remove(target.id),
              back: () => model.save(target),
            })
          }
        />
      ))}
      {disabled ? (
        <OnlyManagers />
      ) : (
        <Button onClick={() => void add()} class="self-start">
          <Icon name="plus" /> {w.add}
        </Button>
      )}
    </>
  );
}
