import type { NotificationChange, NotificationSettings } from '@everthread/shared/models/notification';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useNotificationWords } from '../../locales/en-notifications.ts';
import { noticesOf } from '../../push/notices-of.ts';
import { LoadFailed } from '../load-failed.tsx';
import type { SectionProps } from '../settings/sections.ts';
import { SettingCard, SwitchSetting } from '../settings/setting.tsx';
import { useSave } from '../settings/use-save.ts';
import { DeviceList } from './device-list.tsx';
import { KindsTable } from './kinds-table.tsx';
import { QuietHoursSetting } from './quiet-hours-setting.tsx';
import { ThisDevice } from './this-device.tsx';

/** Of what one is told, when, and on which devices. */
export function NotificationsSection({ inbox }: SectionProps) {
  const { account } = useApp();
  const w = useNotificationWords();
  const save = useSave();
  const who = account.who.value;
  const userId = who.name === 'signed-in' ? who.me.user.id : undefined;
  const notices = useMemo(() => userId && noticesOf(inbox, userId, window), [inbox, userId]);
  const [hasFailed, setFailed] = useState(false);

  async function load(): Promise<void> {
    setFailed(false);
    try {
      await Promise.all([notices?.notifications.load(), notices?.device.load()]);
    } catch {
      setFailed(true);
    }
  }
  useEffect(() => void load(), [notices]);

  if (!notices) return null;
  const { notifications, device } = notices;
  const settings = notifications.settings.value;
  if (!settings) {
    return hasFailed ? (
      <LoadFailed says={`${w.failed}.`} onRetry={() => void load()} />
    ) : (
      <div class="bone h-40 rounded-large" aria-busy="true" />
    );
  }
  const change = (what: string, to: NotificationChange) =>
    void save({ what, put: () => notifications.change(to), back: () => notifications.change(before(settings, to)) });

  return (
    <>
      <SettingCard at="device" title={w.device.title} hint={w.device.hint}>
        <ThisDevice device={device} />
      </SettingCard>
      <SettingCard at="kinds" title={w.kinds.title} hint={w.kinds.hint}>
        <KindsTable kinds={settings.kinds} onSave={(what, kinds) => change(what, { kinds })} />
      </SettingCard>
      <SettingCard at="quiet" title={w.quiet.title} hint={w.quiet.hint}>
        <QuietHoursSetting quiet={settings.quiet} onSave={(quiet) => change(w.quiet.title, { quiet })} />
        <div class="mt-4">
          <SwitchSetting
            label={w.quiet.offShift}
            hint={w.quiet.offShiftHint}
            isOn={settings.isQuietOffShift}
            onSave={(isQuietOffShift) => change(w.quiet.offShift, { isQuietOffShift })}
          />
        </div>
      </SettingCard>
      <SettingCard at="words" title={w.words.title}>
        <SwitchSetting
          label={w.words.isOn}
          hint={w.words.hint}
          isOn={settings.showsWords}
          onSave={(showsWords) => change(w.words.title, { showsWords })}
        />
      </SettingCard>
      <SettingCard at="devices" title={w.devices.title} hint={w.devices.hint}>
        <DeviceList device={device} />
      </SettingCard>
    </>
  );
}

/** What takes a change back: the same fields as they were. */
function before(settings: NotificationSettings, { kinds, ...change }: NotificationChange): NotificationChange {
  const fields = Object.keys(change) as (keyof typeof change)[];
  const names = Object.keys(kinds ?? {}) as (keyof NotificationSettings['kinds'])[];
  return {
    ...Object.fromEntries(fields.map((field) => [field, settings[field]])),
    ...(names.length > 0 && { kinds: Object.fromEntries(names.map((name) => [name, settings.kinds[name]])) }),
  };
}
