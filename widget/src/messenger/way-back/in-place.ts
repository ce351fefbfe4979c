import type { PushKey, VisitorDevice } from '@everthread/shared/models/way-back';
import { IN_PLACE } from '../../channel.ts';
import type { FromPage, ToPage } from '../../in-place/serve-in-place.ts';
import { newVisitorDevice } from '../../way-back/visitor-device.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import type { AsVisitor } from './way-back-model.ts';

/** The page around, which can be pushed to itself. `ask` must follow a press; says how it ended. */
export type InPlace = { ask: () => Promise<'done' | 'denied' | 'failed'> };

/**
 * Asks the page around whether notifications can be shown by the site itself, and calls back where they can: with all that
 * is needed at hand, since a browser counts the moments between a press and what it allows. Returns its end.
 */
export function findInPlace(
  { handToPage, whereIs }: Pick<ThreadModel, 'handToPage' | 'whereIs'>,
  asVisitor: AsVisitor,
  workspaceId: string,
  found: (inPlace: InPlace) => void,
): () => void {
  const { port1: port, port2 } = new MessageChannel();
  let ended = (_how: FromPage): void => {};

  /** The page's storage holds the key by which this device is known: its subscription goes with that. */
  async function keep(subscription: PushSubscriptionJSON): Promise<void> {
    const { key } = await whereIs();
    if (key) await asVisitor('push-device', newVisitorDevice(workspaceId, key, subscription));
  }

  async function here(subscription: PushSubscriptionJSON | undefined): Promise<void> {
    const [{ publicKey }, { devices }] = await Promise.all([
      asVisitor<PushKey>('push-key'),
      subscription ? asVisitor<{ devices: VisitorDevice[] }>('devices') : { devices: [] },
    ]);
    // A subscription that another has left here is not his who is here now.
    if (subscription && devices.some(({ isCurrent, isPushedTo }) => isCurrent && isPushedTo)) await keep(subscription);
    found({
      ask: async () => {
        const said = new Promise<FromPage>((resolve) => {
          ended = resolve;
        });
        port.postMessage(['ask', publicKey] satisfies ToPage);
        const [type, made] = await said;
        if (type !== 'subscribed') return type === 'denied' ? type : 'failed';
        return keep(made).then(
          () => 'done',
          () => 'failed',
        );
      },
    });
  }

  port.onmessage = ({ data }: MessageEvent<FromPage>) => {
    if (data[0] === 'here') here(data[1]).catch(() => {});
    else ended(data);
  };
  handToPage(IN_PLACE, port2);
  return () => port.close();
}
