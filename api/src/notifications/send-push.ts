import type { Config } from '../config.ts';
import type { VapidKeys } from '../identity/vapid-keys.ts';
import { describeError, log } from '../log.ts';
import { type PushOutcome, readPushAnswer } from './push-answer.ts';
import { isPushService } from './push-hosts.ts';

/** A browser's subscription, as it gave it. */
export type Subscription = { endpoint: string; p256dh: string; auth: string };

/**
 * One push. `payloads`: what it says, the fullest first; a shorter one goes where a service finds that too long.
 * `topic`: while it is on its way, a later one of the same topic takes its place. Up to 32 letters, digits, `-` or `_`.
 */
export type Push = {
  payloads: readonly unknown[];
  ttlSeconds: number;
  urgency: 'high' | 'normal' | 'low';
  topic?: string | undefined;
};

/** Whose push it is: the keys for which the subscription was made. */
export type Sender = { config: Pick<Config, 'push'>; keys: VapidKeys; now: () => Date };

// Loaded with the first push: most of what this Worker is asked has nothing to do with it.
const webPush = async () => (await import('web-push')).default;

/** Sends one push, encrypted for its browser (RFC 8291) and signed (RFC 8292). Never throws. */
export async function sendPush(
  sender: Sender,
  subscription: Subscription,
  { payloads, ...manner }: Push,
  signal: AbortSignal,
): Promise<PushOutcome> {
  if (!isPushService(sender.config, subscription.endpoint)) return { name: 'gone' };
  for (const payload of payloads) {
    const outcome = await post(sender, subscription, JSON.stringify(payload), manner, signal);
    if (outcome.name !== 'too_long') return outcome;
  }
  return { name: 'refused', status: 413 };
}

async function post(
  { config: { push }, keys, now }: Sender,
  { endpoint, p256dh, auth }: Subscription,
  payload: string,
  { ttlSeconds, urgency, topic }: Omit<Push, 'payloads'>,
  signal: AbortSignal,
): Promise<PushOutcome> {
  try {
    const { generateRequestDetails } = await webPush();
    const { headers, body } = generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      vapidDetails: { subject: push.contact, ...keys },
      TTL: ttlSeconds,
      urgency,
      contentEncoding: 'aes128gcm',
      ...(topic && { topic }),
    });
    const { 'Content-Length': _, ...sent } = headers as Record<string, string | number>; // fetch counts for itself
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: Object.entries(sent).map(([name, value]): [string, string] => [name, String(value)]),
      body: new Uint8Array(body ?? []),
      redirect: 'manual', // a service that leads elsewhere could lead anywhere
      signal,
    });
    await response.body?.cancel();
    return readPushAnswer(response.status, response.headers.get('Retry-After'), now());
  } catch (error) {
    log('push.failed', describeError(error));
    return { name: 'later' };
  }
}
