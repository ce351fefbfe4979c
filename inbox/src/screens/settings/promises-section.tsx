import type { RatingScale } from '@everthread/shared/models/rating';
import type { Workspace, WorkspaceChange } from '@everthread/shared/models/workspace';
import { useId, useMemo } from 'preact/hooks';
import { usePromisingWords } from '../../locales/en-promising.ts';
import { WorkspaceSettingsModel } from '../../models/workspace-settings-model.ts';
import { Select } from '../../ui/select.tsx';
import { Chips } from './chips.tsx';
import type { SectionProps } from './sections.ts';
import { OnlyManagers, SettingCard, SwitchSetting } from './setting.tsx';
import { useSave } from './use-save.ts';

const LIKELIHOODS = [50, 60, 70, 80, 90, 95];
const AIMS = [5, 15, 30, 60, 120, 240, 480, 960, 1440, 2880];
const SCALES: readonly RatingScale[] = ['faces', 'stars', 'off'];

/** What visitors are promised, and how they say how it went. */
export function PromisesSection({ inbox, api }: SectionProps) {
  const w = usePromisingWords();
  const save = useSave();
  const { roster } = inbox;
  const settings = useMemo(() => new WorkspaceSettingsModel(roster, api), [roster, api]);
  const workspace = settings.workspace.value;
  if (!workspace) return <div class="bone h-40 rounded-large" aria-busy="true" />;
  const disabled = !roster.isManager.value;
  const change = <Key extends keyof WorkspaceChange & keyof Workspace>(what: string, key: Key, to: Workspace[Key]) =>
    void save({
      what,
      put: () => settings.change({ [key]: to }),
      back: () => settings.change({ [key]: workspace[key] }),
    });

  return (
    <>
      <SettingCard at="promises" title={w.promises.title} hint={w.promises.hint}>
        <SwitchSetting
          label={w.promises.on}
          isOn={workspace.makesPromises}
          disabled={disabled}
          onSave={(isOn) => change(w.promises.title, 'makesPromises', isOn)}
        />
        {disabled && <OnlyManagers />}
      </SettingCard>
      {workspace.makesPromises && (
        <>
          <SettingCard at="likelihood" title={w.likelihood.title} hint={w.likelihood.hint}>
            <Chips
              name="likelihood"
              label={w.likelihood.title}
              value={workspace.promiseLikelihood}
              values={LIKELIHOODS}
              words={w.likelihood.times}
              disabled={disabled}
              onChange={(percent) => change(w.likelihood.title, 'promiseLikelihood', percent)}
            />
          </SettingCard>
          <SettingCard at="queue" title={w.queue.title}>
            <SwitchSetting
              label={w.queue.on}
              hint={w.queue.hint}
              isOn={workspace.showsQueuePlace}
              disabled={disabled}
              onSave={(isOn) => change(w.queue.title, 'showsQueuePlace', isOn)}
            />
          </SettingCard>
          <SettingCard at="aim" title={w.aim.title} hint={w.aim.hint}>
            <Aim
              minutes={workspace.aimMinutes}
              disabled={disabled}
              onChange={(minutes) => change(w.aim.title, 'aimMinutes', minutes)}
            />
          </SettingCard>
        </>
      )}
      <SettingCard at="rating" title={w.rating.title} hint={w.rating.hint}>
        <Chips
          name="rating"
          label={w.rating.title}
          value={workspace.ratingScale}
          values={SCALES}
          words={(scale) => w.rating[scale]}
          disabled={disabled}
          onChange={(scale) => change(w.rating.title, 'ratingScale', scale)}
        />
      </SettingCard>
    </>
  );
}

type AimProps = { minutes: number; disabled: boolean; onChange: (minutes: number) => void };

function Aim({ minutes, disabled, onChange }: AimProps) {
  const w = usePromisingWords();
  const id = useId();
  const words = (of: number) =>
    of % 1440 === 0 ? w.aim.days(of / 1440) : of % 60 === 0 ? w.aim.hours(of / 60) : w.aim.minutes(of);
  const choices = [...new Set([...AIMS, minutes])].toSorted((a, b) => a - b);
  return (
    <div class="flex max-w-md flex-col gap-1.5">
      <label for={id} class="font-medium">
        {w.aim.label}
      </label>
      <Select
        id={id}
        value={minutes}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      >
        {choices.map((of) => (
          <option key={of} value={of}>
            {words(of)}
          </option>
        ))}
      </Select>
    </div>
  );
}
