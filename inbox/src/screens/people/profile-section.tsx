import type { ProfileChange } from '@everthread/shared/models/profile';
import { useMemo, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { NAME_MAX_LENGTH } from '../../limits.ts';
import { useStrings } from '../../locale.ts';
import { useHoursWords } from '../../locales/en-hours.ts';
import { ProfileModel } from '../../models/profile-model.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { AbsencesSetting } from '../hours/absences-setting.tsx';
import type { SectionProps } from '../settings/sections.ts';
import { SettingCard, SwitchSetting, TextSetting } from '../settings/setting.tsx';
import { useSave } from '../settings/use-save.ts';
import { useWords } from '../settings/words.ts';
import { HoursSetting } from './hours-setting.tsx';
import { PhotoSetting } from './photo-setting.tsx';
import { usePeople } from './use-people.ts';

/** What one says of oneself in this workspace. */
export function ProfileSection({ inbox }: SectionProps) {
  const w = useWords();
  const h = useHoursWords();
  const save = useSave();
  const api = usePeople(inbox);
  const { roster } = inbox;
  const profile = useMemo(() => new ProfileModel(roster, api), [roster, api]);
  const me = profile.me.value;
  if (!me) return <div class="bone h-40 rounded-large" aria-busy="true" />;
  const change = (what: string, to: ProfileChange, before: ProfileChange) =>
    void save({ what, put: () => profile.change(to), back: () => profile.change(before) });

  return (
    <>
      <SettingCard at="name" title={w.profile.nameTitle} hint={w.profile.nameHint}>
        <TextSetting
          label={w.profile.nameTitle}
          isLabelSeen={false}
          value={me.name}
          maxLength={NAME_MAX_LENGTH}
          onSave={(name) => change(w.profile.nameTitle, { name }, { name: me.name })}
        />
      </SettingCard>
      <SettingCard at="photo" title={w.profile.photoTitle} hint={w.profile.photoHint}>
        <PhotoSetting me={me} api={api} onChanged={roster.load} />
      </SettingCard>
      <SettingCard at="away" title={w.profile.awayTitle}>
        <SwitchSetting
          label={w.profile.away}
          isOn={me.isAway}
          hint={w.profile.awayHint}
          onSave={(isAway) => change(w.profile.awayTitle, { isAway }, { isAway: me.isAway })}
        />
      </SettingCard>
      <SettingCard at="hours" title={w.profile.hoursTitle} hint={w.profile.hoursHint}>
        <HoursSetting
          hours={me.hours}
          onSave={(hours) => change(w.profile.hoursTitle, { hours }, { hours: me.hours })}
        />
      </SettingCard>
      <SettingCard at="absences" title={h.absences.title} hint={h.absences.hint}>
        <AbsencesSetting
          absences={me.absences}
          onSave={(absences) => change(h.absences.title, { absences }, { absences: me.absences })}
        />
      </SettingCard>
      <SettingCard at="leave" title={w.profile.leaveTitle} hint={w.profile.leaveHint}>
        <Leave workspaceName={roster.workspace.value?.name ?? ''} leave={api.leave} />
      </SettingCard>
    </>
  );
}

function Leave({ workspaceName, leave }: { workspaceName: string; leave: () => Promise<void> }) {
  const { account, router, toasts } = useApp();
  const t = useStrings();
  const w = useWords();
  const [isAsked, setAsked] = useState(false);

  async function go(): Promise<void> {
    setAsked(false);
    try {
      await leave();
      await account.load();
      router.go({ name: 'home' }, 'replace');
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.profile.notLeft}. ${errorWords(error, t)}` });
    }
  }

  return (
    <>
      <Button look="danger" onClick={() => setAsked(true)}>
        {w.profile.leave}
      </Button>
      {isAsked && (
        <Dialog title={w.profile.leaveSure(workspaceName)} closeLabel={t.close} onClose={() => setAsked(false)}>
          <p class="text-soft">{w.profile.leaveHint}</p>
          <div class="mt-4 flex justify-end gap-2">
            <Button onClick={() => setAsked(false)}>{t.cancel}</Button>
            <Button look="danger" onClick={() => void go()}>
              {w.profile.leave}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
