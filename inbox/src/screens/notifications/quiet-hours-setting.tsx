import type { QuietHours } from '@everthread/shared/models/notification';
import { useId } from 'preact/hooks';
import { useNotificationWords } from '../../locales/en-notifications.ts';
import { Select } from '../../ui/select.tsx';
import { timeZones } from '../people/working-week.ts';
import { SwitchSetting } from '../settings/setting.tsx';

type QuietHoursProps = { quiet: QuietHours | null; onSave: (quiet: QuietHours | null) => void };

const byNight = (): QuietHours => ({
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  from: '22:00',
  to: '07:00',
});

/** From when until when one wants to hear nothing, on the clock of which zone. */
export function QuietHoursSetting({ quiet, onSave }: QuietHoursProps) {
  const w = useNotificationWords().quiet;
  const id = useId();
  return (
    <>
      <SwitchSetting label={w.isOn} isOn={quiet !== null} onSave={(isOn) => onSave(isOn ? byNight() : null)} />
      {quiet && (
        <div class="mt-3 flex flex-wrap gap-x-4 gap-y-3 ps-7">
          {(['from', 'to'] as const).map((end) => (
            <div key={end} class="flex flex-col gap-1.5">
              <label for={`${id}-${end}`} class="font-medium">
                {w[end]}
              </label>
              <input
                id={`${id}-${end}`}
                type="time"
                value={quiet[end]}
                onChange={({ currentTarget: { value } }) => {
                  const next = { ...quiet, [end]: value };
                  if (value && next.from !== next.to) onSave(next);
                }}
                class="h-10 w-32 rounded-medium border border-strong-line bg-surface px-3"
              />
            </div>
          ))}
          <div class="flex min-w-0 flex-col gap-1.5">
            <label for={`${id}-zone`} class="font-medium">
              {w.zone}
            </label>
            <Select
              id={`${id}-zone`}
              value={quiet.timeZone}
              onChange={({ currentTarget }) => onSave({ ...quiet, timeZone: currentTarget.value })}
            >
              {timeZones(quiet.timeZone).map((zone) => (
                <option key={zone} value={zone}>
                  {zone.replaceAll('_', ' ')}
                </option>
              ))}
            </Select>
          </div>
        </div>
      )}
    </>
  );
}
