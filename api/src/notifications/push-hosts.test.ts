import { expect, test } from 'vitest';
import { isPushService, mustShowEachPush } from './push-hosts.ts';

const config = (...services: string[]) => ({ push: { services } }) as unknown as Parameters<typeof isPushService>[0];

test.each([
  'https://fcm.googleapis.com/fcm/send/abc:def',
  'https://updates.push.services.mozilla.com/wpush/v2/abc',
  'https://web.push.apple.com/QAbc',
  'https://wns2-par02p.notify.windows.com/w/?token=abc',
])('%s is a push service', (endpoint) => {
  expect(isPushService(config(), endpoint)).toBe(true);
});

test.each([
  'http://fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com:8443/fcm/send/abc',
  'https://user@fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com.evil.test/abc',
  'https://evilfcm.googleapis.com/abc',
  'https://evil.test/?fcm.googleapis.com',
  'https://push.services.mozilla.com.evil.test/abc',
  'https://a.b.push.apple.com/abc',
  'https://127.0.0.1/push',
  'http://127.0.0.1/push',
  'https://2130706433/push',
  'https://0x7f000001/push',
  'https://127.1/push',
  'https://[::1]/push',
  'https://[::ffff:7f00:1]/push',
  'https://169.254.169.254/latest/meta-data',
  'https://localhost./push',
  'https://10.0.0.7/push',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_',
  'data:text/plain,x',
  'javascript:alert(1)',
  '',
])('%j is none', (endpoint) => {
  expect(isPushService(config(), endpoint)).toBe(false);
});

test('an operator may name one of his own, by its whole origin', () => {
  const own = config('http://127.0.0.1:4000');
  expect(isPushService(own, 'http://127.0.0.1:4000/push/1')).toBe(true);
  expect(isPushService(own, 'http://127.0.0.1:4001/push/1')).toBe(false);
  expect(isPushService(own, 'http://x@127.0.0.1:4000/push/1')).toBe(false);
});

test('Safari is told only what it shows', () => {
  expect(mustShowEachPush('https://web.push.apple.com/QAbc')).toBe(true);
  expect(mustShowEachPush('https://fcm.googleapis.com/fcm/send/abc')).toBe(false);
});
