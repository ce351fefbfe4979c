import type { Experiment } from '@everthread/shared/models/experiment';
import type { ExperimentId } from '@everthread/shared/models/ids';
import { useEffect, useMemo } from 'preact/hooks';
import { useExperimentWords } from '../../locales/en-experiments.ts';
import { ExperimentsModel } from '../../models/experiments-model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useOnePress } from '../../ui/one-at-a-time.ts';
import { LoadFailed } from '../load-failed.tsx';
import type { SectionProps } from '../settings/sections.ts';
import { OnlyManagers } from '../settings/setting.tsx';
import { useSave } from '../settings/use-save.ts';
import { Unloaded } from '../settings/when-loaded.tsx';
import { ExperimentCard } from './experiment-card.tsx';
import { useExperimentsApi } from './use-experiments-api.ts';

/** Two ways of promising an answer, to be tried out. */
export function ExperimentsSection({ inbox }: SectionProps) {
  const w = useExperimentWords();
  const save = useSave();
  const api = useExperimentsApi(inbox);
  const model = useMemo(() => new ExperimentsModel(api), [api]);
  const usual = inbox.roster.workspace.value?.promiseLikelihood ?? 90;
  const add = useOnePress(async () => {
    const id = inbox.newId() as string as ExperimentId;
    const experiment: Experiment = {
      id,
      name: w.fresh,
      filters: {},
      first: { likelihood: usual, leastMinutes: 0 },
      second: { likelihood: usual === 95 ? 80 : 95, leastMinutes: 0 },
      share: 50,
      detects: 10,
      state: 'draft',
      startedAt: null,
      endedAt: null,
    };
    await save({ what: experiment.name, put: () => model.save(experiment), back: () => model.remove(id) });
  });
  useEffect(() => void model.load(), [model]);
  const state = model.state.value;
  const disabled = !inbox.roster.isManager.value;
  if (state.name === 'loading') return <div class="bone h-60 rounded-large" aria-busy="true" />;
  if (state.name === 'failed') return <LoadFailed says={w.failed} onRetry={() => void model.load()} />;
  if (!inbox.roster.workspace.value) return <Unloaded roster={inbox.roster} />;

  return (
    <>
      <p class="-mt-3 text-read text-pretty text-soft">{w.lead}</p>
      {state.kept.length === 0 && <p class="text-soft">{w.none}</p>}
      {disabled ? (
        <OnlyManagers />
      ) : (
        <Button onClick={() => void add()} class="self-start">
          <Icon name="plus" /> {w.add}
        </Button>
      )}
      {state.kept.map((experiment) => (
        <ExperimentCard
          key={experiment.id}
          inbox={inbox}
          experiment={experiment}
          disabled={disabled}
          onSave={(what, next) => void save({ what, put: () => model.save(next), back: () => model.save(experiment) })}
          onTurn={(to) =>
            void save({
              what: experiment.name,
              said: to === 'running' ? w.begun(experiment.name) : w.ended(experiment.name),
              put: () => model.turn(experiment.id, to),
            })
          }
          onRemove={() =>
            void save({
              what: experiment.name,
              said: w.removed(experiment.name),
              put: () => model.remove(experiment.id),
              back: () => model.save(experiment),
            })
          }
        />
      ))}
    </>
  );
}
