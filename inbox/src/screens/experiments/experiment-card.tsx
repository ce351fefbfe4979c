import type { Arm, Experiment, ReplyPolicy } from '@everthread/shared/models/experiment';
import { useApp } from '../../app-context.ts';
import { momentName } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { type ExperimentWords, useExperimentWords } from '../../locales/en-experiments.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { pathOf } from '../../routes.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { NumberChoice } from '../../ui/number-choice.tsx';
import { SettingCard, TextSetting } from '../settings/setting.tsx';
import { SegmentEditor } from '../targets/segment-editor.tsx';

const LIKELIHOODS = [50, 60, 70, 80, 90, 95];
const LEAST = [0, 15, 30, 60, 120, 240, 480, 1_440];
const SHARES = [10, 20, 30, 40, 50, 60, 70, 80, 90];
const DETECTS = [3, 5, 10, 15, 20, 30];
const ARMS: readonly Arm[] = ['first', 'second'];

type ExperimentCardProps = {
  inbox: InboxModel;
  experiment: Experiment;
  disabled: boolean;
  onSave: (what: string, experiment: Experiment) => void;
  onTurn: (state: 'running' | 'ended') => void;
  onRemove: () => void;
};

/** One experiment: what it compares, on whom, and how far it has come. */
export function ExperimentCard({ inbox, experiment, disabled, onSave, onTurn, onRemove }: ExperimentCardProps) {
  const w = useExperimentWords();
  const { now } = useApp();
  const { strings: t, language } = useLocale();
  const isFixed = disabled || experiment.state !== 'draft';
  const change = (what: string, to: Partial<Experiment>) =>
    onSave(`${experiment.name}, ${what}`, { ...experiment, ...to });
  const since = experiment.endedAt ?? experiment.startedAt;
  const state = w.states[experiment.state];
  return (
    <SettingCard at={experiment.id} title={experiment.name}>
      <div class="flex flex-col gap-5">
        <p class="-mt-2 text-soft">
          {since ? `${state} ${w.since(momentName(since, now.now.value, language, t.dates))}` : state}
          {experiment.state !== 'draft' && (
            <>
              {' · '}
              <a href={pathOf({ name: 'report', workspaceId: inbox.workspaceId.value })} class="text-accent underline">
                {w.toReport}
              </a>
            </>
          )}
        </p>
        <div class="flex items-end gap-2">
          <div class="min-w-0 flex-1">
            <TextSetting
              label={w.name}
              value={experiment.name}
              maxLength={60}
              disabled={disabled}
              onSave={(name) => change(w.name, { name })}
            />
          </div>
          {!disabled && experiment.state !== 'running' && (
            <Button look="quiet" size="icon" aria-label={w.remove(experiment.name)} onClick={onRemove}>
              <Icon name="bin" />
            </Button>
          )}
        </div>
        <div class="grid grid-cols-1 items-end gap-4 two:grid-cols-2">
          {ARMS.map((arm) => (
            <Policy
              key={arm}
              title={w.policies[arm]}
              policy={experiment[arm]}
              disabled={isFixed}
              onChange={(policy) => change(w.policies[arm], { [arm]: policy })}
            />
          ))}
          <NumberChoice
            isQuiet
            label={w.share}
            value={experiment.share}
            values={SHARES}
            words={w.percent}
            disabled={isFixed}
            onChange={(share) => change(w.share, { share })}
          />
          <NumberChoice
            isQuiet
            label={w.detects}
            value={experiment.detects}
            values={DETECTS}
            words={w.points}
            disabled={isFixed}
            onChange={(detects) => change(w.detects, { detects })}
          />
        </div>
        <SegmentEditor
          inbox={inbox}
          label={w.segment}
          whenAll={w.everybody}
          filters={experiment.filters}
          disabled={isFixed}
          onSave={(filters) => change(w.segment, { filters })}
        />
        {!disabled && experiment.state === 'draft' && (
          <div>
            <Button look="primary" onClick={() => onTurn('running')}>
              {w.begin}
            </Button>
            <p class="mt-2 text-small text-soft">{w.beginHint}</p>
          </div>
        )}
        {!disabled && experiment.state === 'running' && (
          <Button onClick={() => onTurn('ended')} class="self-start">
            {w.end}
          </Button>
        )}
      </div>
    </SettingCard>
  );
}

type PolicyProps = { title: string; policy: ReplyPolicy; disabled: boolean; onChange: (policy: ReplyPolicy) => void };

function Policy({ title, policy, disabled, onChange }: PolicyProps) {
  const w = useExperimentWords();
  return (
    <fieldset class="m-0 flex min-w-0 flex-col gap-3 rounded-medium border border-line p-3">
      <legend class="px-1 font-medium">{title}</legend>
      <NumberChoice
        isQuiet
        label={w.likelihood}
        value={policy.likelihood}
        values={LIKELIHOODS}
        words={w.times}
        disabled={disabled}
        onChange={(likelihood) => onChange({ ...policy, likelihood })}
      />
      <NumberChoice
        isQuiet
        label={w.least}
        value={policy.leastMinutes}
        values={LEAST}
        words={(minutes) => leastWords(minutes, w)}
        disabled={disabled}
        onChange={(leastMinutes) => onChange({ ...policy, leastMinutes })}
      />
    </fieldset>
  );
}

function leastWords(minutes: number, w: ExperimentWords): string {
  if (minutes === 0) return w.noLeast;
  if (minutes % 1_440 === 0) return w.days(minutes / 1_440);
  return minutes % 60 === 0 ? w.hours(minutes / 60) : w.minutes(minutes);
}
