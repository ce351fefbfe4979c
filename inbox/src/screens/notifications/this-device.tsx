import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { useNotificationWords } from '../../locales/en-notifications.ts';
import type { DeviceModel } from '../../models/device-model.ts';
import { Button } from '../../ui/button.tsx';

/** Whether this browser is told while its agent is away; asked for only when he presses. */
export function ThisDevice({ device }: { device: DeviceModel }) {
  const { toasts } = useApp();
  const t = useStrings();
  const w = useNotificationWords().device;
  const state = device.state.value;

  async function attempt(work: () => Promise<unknown>, otherwise: string): Promise<void> {
    try {
      await work();
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${otherwise}. ${errorWords(error, t)}` });
    }
  }

  async function test(): Promise<void> {
    const outcome = await device.test();
    toasts.show({ tone: outcome === 'sent' ? 'news' : 'trouble', text: w.tested[outcome] });
  }

  return (
    <>
      <p role="status" class="text-pretty">
        {w.states[state]}
      </p>
      <div class="mt-3 flex flex-wrap gap-2">
        {state === 'off' && (
          <Button look="primary" onClick={() => void attempt(device.turnOn, w.notTurnedOn)}>
            {w.turnOn}
          </Button>
        )}
        {state === 'on' && (
          <>
            <Button onClick={() => void attempt(test, w.notTested)}>{w.test}</Button>
            <Button look="quiet" onClick={() => void attempt(device.turnOff, w.notTurnedOff)}>
              {w.turnOff}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
