import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { clientArea, clientIp } from './client-ip.ts';

const app = new Hono().get('/', (c) => c.text(clientIp(c))).get('/area', (c) => c.text(clientArea(c)));
const seenFrom = async (headers: Record<string, string>) => (await app.request('/', { headers })).text();

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::ffff', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['2001:db8::5', '2001:db8:0:0::/64'],
])('%s counts as %s', async (address, network) => {
  expect(await seenFrom({ 'CF-Connecting-IP': address })).toBe(network);
});

test('what a client says of himself in X-Forwarded-For does not count', async () => {
  expect(await seenFrom({ 'X-Forwarded-For': '198.51.100.1', 'CF-Connecting-IP': '203.0.113.7' })).toBe('203.0.113.7');
});

test.each([
  ['203.0.113.7', '203.0.113.0/24'],
  ['2001:db8:1:2::ffff', '2001:db8:1::/48'],
])('%s lies in %s', async (address, area) => {
  const answer = await app.request('/area', { headers: { 'CF-Connecting-IP': address } });
  expect(await answer.text()).toBe(area);
});
