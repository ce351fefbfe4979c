import type { WaysBack, WaysBackChange } from '@everthread/shared/models/way-back';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { useApp } from '../../app-context.ts';
import { useStrings } from '../../locale.ts';
import { useWayBackWords } from '../../locales/en-way-back.ts';
import { NumberChoice } from '../../ui/number-choice.tsx';
import { LoadFailed } from '../load-failed.tsx';
import type { SectionProps } from './sections.ts';
import { OnlyManagers, SettingCard, SwitchSetting } from './setting.tsx';
import { useSave } from './use-save.ts';

const PUSH_SECONDS = [0, 10, 30, 60, 120, 300, 900];
const MAIL_MINUTES = [0, 5, 15, 30, 60, 120, 240, 480];

/** How visitors who are away hear of answers, and whether agents may answer from where they are mailed. */
export function WayBackSection({ inbox }: SectionProps) {
  const w = useWayBackWords();
  const t = useStrings();
  const save = useSave();
  const { account } = useApp();
  const waysBack = useSignal<WaysBack | 'failed' | undefined>(undefined);
  const call = useMemo(() => createCall(window.fetch.bind(window), account.turnAway), [account]);
  const path = `/api/workspaces/${inbox.workspaceId.peek()}/ways-back`;
  const load = () =>
    call<{ waysBack: WaysBack }>('GET', path).then(
      (answer) => {
        waysBack.value = answer.waysBack;
      },
      () => {
        waysBack.value = 'failed';
      },
    );
  useEffect(() => void load(), [path]);
  const { value } = waysBack;
  if (value === 'failed') return <LoadFailed says={t.trouble.page} onRetry={() => void load()} />;
  if (!value) return <div class="bone h-40 rounded-large" aria-busy="true" />;

  const disabled = !inbox.roster.isManager.value;
  const put = async (change: WaysBackChange) => {
    waysBack.value = (await call<{ waysBack: WaysBack }>('PATCH', path, change)).waysBack;
  };
  const change = (what: string, next: WaysBackChange, before: WaysBackChange) =>
    void save({ what, put: () => put(next), back: () => put(before) });
  const { pushAfterSeconds, mailAfterMinutes, showsWords, agentsAnswer } = value;
  return (
    <>
      <SettingCard at="delays" title={w.delays.title} hint={w.delays.hint}>
        <div class="flex max-w-md flex-col gap-4">
          <NumberChoice
            label={w.delays.push}
            value={pushAfterSeconds}
            values={PUSH_SECONDS}
            words={(of) => (of === 0 ? w.delays.atOnce : of < 60 ? w.delays.seconds(of) : w.delays.minutes(of / 60))}
            disabled={disabled}
            onChange={(next) => change(w.delays.saved, { pushAfterSeconds: next }, { pushAfterSeconds })}
          />
          <NumberChoice
            label={w.delays.mail}
            value={mailAfterMinutes}
            values={MAIL_MINUTES}
            words={(of) => (of === 0 ? w.delays.atOnce : of < 60 ? w.delays.minutes(of) : w.delays.hours(of / 60))}
            disabled={disabled}
            onChange={(next) => change(w.delays.saved, { mailAfterMinutes: next }, { mailAfterMinutes })}
          />
        </div>
        {disabled && <OnlyManagers />}
      </SettingCard>
      <SettingCard at="lock-screen" title={w.words.title}>
        <SwitchSetting
          label={w.words.on}
          hint={w.words.hint}
          isOn={showsWords}
          disabled={disabled}
          onSave={(isOn) => change(w.words.title, { showsWords: isOn }, { showsWords })}
        />
      </SettingCard>
      <SettingCard at="agents-answer" title={w.answers.title}>
        <SwitchSetting
          label={w.answers.on}
          hint={w.answers.hint}
          isOn={agentsAnswer}
          disabled={disabled}
          onSave={(isOn) => change(w.answers.title, { agentsAnswer: isOn }, { agentsAnswer })}
        />
      </SettingCard>
    </>
  );
}
