import { expect, test } from 'vitest';
import { deviceName, deviceOf } from './device-name.ts';

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36',
    'Chrome',
    'Linux',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0 Safari/537.36 Edg/153.0',
    'Edge',
    'Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
    'Safari',
    'iPhone',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox', 'Mac'],
])('%s', (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system });
  expect(deviceName(userAgent)).toBe(`${browser} · ${system}`);
});

test('an app on an iPhone’s Home Screen is called by what it does name', () => {
  const app =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';
  expect(deviceName(app)).toBe('iPhone');
  expect(deviceOf(app)).toBeUndefined();
});

test('what cannot be told is not guessed', () => {
  expect(deviceOf('curl/8.0')).toBeUndefined();
  expect(deviceOf(null)).toBeUndefined();
  expect(deviceName('curl/8.0')).toBe('Browser');
});
