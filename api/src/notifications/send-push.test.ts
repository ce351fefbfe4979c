import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrowserKeys, decryptPush } from '../../test/decrypt-push.ts';
import { openPushService, type PushService } from '../../test/push-service.ts';
import { testConfig } from '../../test/surroundings.ts';
import { vapidKeysFrom } from '../identity/vapid-keys.ts';
import { sendPush } from './send-push.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');
let service: PushService;
beforeAll(async () => {
  service = await openPushService();
});
afterAll(() => service.stop());

function start() {
  const config = testConfig('postgres://app:app@127.0.0.1/none');
  const push = { ...config.push, services: [service.url] };
  const keys = push.agentKeys;
  const sender = { config: { push }, keys, now: () => new Date() };
  const { endpoint, keys: own } = service.subscribe(keys.publicKey);
  const subscription = { endpoint, ...own };
  const send = (payloads: readonly unknown[], signal = AbortSignal.timeout(5_000)) =>
    sendPush(sender, subscription, { payloads, ttlSeconds: 60, urgency: 'high', topic: 'topic-1' }, signal);
  const taken = () => service.received.filter((one) => one.endpoint === endpoint);
  return { sender, subscription, send, taken };
}

describe('RFC 8291', () => {
  // Section 5 and appendix A.
  const keys: BrowserKeys = {
    privateKey: bytes('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94'),
    publicKey: bytes('BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'),
    auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
  };
  const body = bytes(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );

  test('what reads our pushes in these tests reads the example of the standard', () => {
    expect(decryptPush(body, keys)).toBe('When I grow up, I want to be a watermelon');
  });

  test('and nothing that was changed on its way, or is for another browser', () => {
    const changed = Buffer.from(body);
    changed[120] = (changed[120] ?? 0) ^ 1;
    expect(() => decryptPush(changed, keys)).toThrow();
    expect(() => decryptPush(body, { ...keys, auth: bytes('BTBZMqHH6r4Tts7J_aSIgA') })).toThrow();
  });
});

test('a push arrives signed and encrypted, and says how long, how urgently and in place of what', async () => {
  const { send, taken } = start();
  expect(await send([{ hello: '你好 🙂 \u2028' }])).toEqual({ name: 'sent' });
  expect(taken()).toMatchObject([{ payload: { hello: '你好 🙂 \u2028' }, ttl: 60, urgency: 'high', topic: 'topic-1' }]);
});

test('what is too long goes in fewer words, and not at all where there are none', async () => {
  const { send, taken } = start();
  expect(await send([{ text: 'x'.repeat(5_000) }, { text: 'short' }])).toEqual({ name: 'sent' });
  expect(taken().map(({ payload }) => payload)).toEqual([{ text: 'short' }]);
  expect(await send([{ text: 'x'.repeat(5_000) }])).toEqual({ name: 'refused', status: 413 });
});

test.each([
  [{ status: 404 }, { name: 'gone' }],
  [{ status: 410 }, { name: 'gone' }],
  [{ status: 403 }, { name: 'gone' }],
  [{ status: 400 }, { name: 'refused', status: 400 }],
  [
    { status: 429, headers: { 'Retry-After': '90' } },
    { name: 'later', retryAfterMs: 90_000 },
  ],
  [{ status: 503 }, { name: 'later', retryAfterMs: undefined }],
  [
    { status: 307, headers: { Location: 'http://127.0.0.1:1/' } },
    { name: 'refused', status: 307 },
  ],
])('an answer of %j means %j', async (scripted, outcome) => {
  const { send, taken } = start();
  service.script(scripted);
  expect(await send([{}])).toEqual(outcome);
  expect(taken()).toEqual([]);
});

test('a subscription that was made for another key is as good as gone', async () => {
  const { sender, subscription } = start();
  const others = { ...sender, keys: vapidKeysFrom(new Uint8Array(48).fill(7)) };
  const push = { payloads: [{}], ttlSeconds: 60, urgency: 'normal' } as const;
  expect(await sendPush(others, subscription, push, AbortSignal.timeout(5_000))).toEqual({ name: 'gone' });
});

test('nobody who answers is asked again later', async () => {
  const { sender, subscription } = start();
  const silent = await openPushService();
  await silent.stop();
  const config = { push: { ...sender.config.push, services: [silent.url] } };
  const nowhere = { ...subscription, endpoint: `${silent.url}/push/x` };
  const push = { payloads: [{}], ttlSeconds: 60, urgency: 'normal' } as const;
  expect(await sendPush({ ...sender, config }, nowhere, push, AbortSignal.timeout(5_000))).toEqual({ name: 'later' });
});

test('what is no push service is never asked', async () => {
  const { sender, subscription } = start();
  const strict = { ...sender, config: { push: { ...sender.config.push, services: [] } } };
  const before = service.tried.length;
  const push = { payloads: [{}], ttlSeconds: 60, urgency: 'normal' } as const;
  expect(await sendPush(strict, subscription, push, AbortSignal.timeout(5_000))).toEqual({ name: 'gone' });
  expect(service.tried).toHaveLength(before);
});

test('the keys of a deployment are always the same, and another secret has others', () => {
  const { sender } = start();
  expect(testConfig('postgres://app:app@127.0.0.1/none').push.agentKeys).toEqual(sender.keys);
  expect(vapidKeysFrom(new Uint8Array(48)).publicKey).not.toBe(sender.keys.publicKey);
  expect(bytes(sender.keys.publicKey)).toHaveLength(65);
  expect(bytes(sender.keys.privateKey)).toHaveLength(32);
});
