import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { longAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useNotificationWords } from '../../locales/en-notifications.ts';
import type { DeviceModel } from '../../models/device-model.ts';
import { Button } from '../../ui/button.tsx';

/** All of one's devices that are told, with a way to end each. */
export function DeviceList({ device }: { device: DeviceModel }) {
  const { toasts, now } = useApp();
  const { language, strings: t } = useLocale();
  const w = useNotificationWords().devices;
  const devices = device.devices.value;
  if (devices.length === 0) return <p class="text-soft">{w.none}</p>;
  const ownId = device.ownId.value;

  async function forget(id: (typeof devices)[number]['id']): Promise<void> {
    try {
      await (id === ownId ? device.turnOff() : device.forget(id));
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.notForgotten}. ${errorWords(error, t)}` });
    }
  }

  return (
    <ul class="flex flex-col divide-y divide-line">
      {devices.map(({ id, name, lastReachedAt }) => (
        <li key={id} class="flex items-center gap-3 py-3">
          <div class="min-w-0 flex-1">
            <p class="flex flex-wrap items-baseline gap-x-2">
              <bdi class="font-medium">{name}</bdi>
              {id === ownId && <span class="text-small text-soft">{w.current}</span>}
            </p>
            <p class="text-small text-soft">
              {lastReachedAt ? w.reached(longAge(lastReachedAt, now.now.value, language)) : w.neverReached}
            </p>
          </div>
          <Button size="small" aria-label={w.forgetThat(name)} onClick={() => void forget(id)}>
            {w.forget}
          </Button>
        </li>
      ))}
    </ul>
  );
}
