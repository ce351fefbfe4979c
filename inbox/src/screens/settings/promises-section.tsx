import type { RatingScale } from '@everthread/shared/models/rating';
import { usePromisingWords } from '../../locales/en-promising.ts';
import { NumberChoice } from '../../ui/number-choice.tsx';
import { Chips } from './chips.tsx';
import type { SectionProps } from './sections.ts';
import { OnlyManagers, SettingCard, SwitchSetting } from './setting.tsx';
import { useWorkspaceSettings } from './use-workspace-settings.ts';
import { Unloaded } from './when-loaded.tsx';

const LIKELIHOODS = [50, 60, 70, 80, 90, 95];
const AIMS = [5, 15, 30, 60, 120, 240, 480, 960, 1440, 2880];
const SCALES: readonly RatingScale[] = ['faces', 'stars', 'off'];

/** What visitors are promised, and how they say how it went. */
export function PromisesSection({ inbox, api }: SectionProps) {
  const w = usePromisingWords();
  const { workspace, change } = useWorkspaceSettings(inbox, api);
  if (!workspace) return <Unloaded roster={inbox.roster} />;
  const aimWords = (minutes: number) =>
    minutes % 1440 === 0
      ? w.aim.days(minutes / 1440)
      : minutes % 60 === 0
        ? w.aim.hours(minutes / 60)
        : w.aim.minutes(minutes);
  const disabled = !inbox.roster.isManager.value;

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
            <NumberChoice
              label={w.aim.label}
              value={workspace.aimMinutes}
              values={AIMS}
              words={aimWords}
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
