import { request } from 'node:http';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFreePort } from './free-port.ts';
import { frontDoorWorker } from './front-door-worker.ts';

const ECHO = `export default { fetch: (request) => Response.json({ url: request.url, headers: Object.fromEntries(request.headers) }) }`;
const compatibilityDate = '2026-10-20';

let miniflare: Miniflare;
let port: number;
let behindProxyPort: number;
beforeAll(async () => {
  port = await findFreePort(18_000);
  behindProxyPort = await findFreePort(port + 1);
  miniflare = new Miniflare({
    ...convertV4MiniflareOptions({
      cf: false,
      workers: [
        { name: 'echo', modules: true, script: ECHO, compatibilityDate },
        frontDoorWorker({ worker: 'echo', address: `127.0.0.1:${port}`, compatibilityDate }),
        frontDoorWorker({
          name: 'behind-proxy',
          worker: 'echo',
          address: `127.0.0.1:${behindProxyPort}`,
          compatibilityDate,
          behindProxy: true,
        }),
      ],
    }),
    enableDevRegistry: false,
  });
  await miniflare.ready;
});
afterAll(() => miniflare.dispose());

const knock = (headers: Record<string, string>, from = '127.0.0.1', to = port) =>
  new Promise<{ url: string; headers: Record<string, string> }>((done, failed) => {
    const options = { host: '127.0.0.1', port: to, localAddress: from, headers };
    const asking = request(options, async (answer) => {
      let text = '';
      for await (const chunk of answer) text += chunk;
      done(JSON.parse(text));
    });
    asking.on('error', failed);
    asking.end();
  });

test('the Worker learns who really knocks', async () => {
  expect((await knock({})).headers['cf-connecting-ip']).toBe('127.0.0.1');
  expect((await knock({}, '127.3.2.1')).headers['cf-connecting-ip']).toBe('127.3.2.1');
});

test.each([
  ['CF-Connecting-IP', '203.0.113.9'],
  ['CF-Connecting-IPv6', '2001:db8::1'],
  ['MF-CF-Blob', '{"clientIp":"203.0.113.9:1"}'],
  ['MF-Original-URL', 'https://evil.test/'],
  ['MF-Route-Override', 'front-door'],
  ['X-Forwarded-For', '203.0.113.9'],
  ['X-Forwarded-Proto', 'https'],
  ['X-Real-IP', '203.0.113.9'],
  ['True-Client-IP', '203.0.113.9'],
  ['Forwarded', 'for=203.0.113.9'],
])('and a client cannot claim to be somebody else with %s', async (name, value) => {
  const { url, headers } = await knock({ [name]: value, 'x-own': 'kept' });
  expect(headers).toMatchObject({ 'cf-connecting-ip': '127.0.0.1', 'x-own': 'kept' });
  expect(JSON.stringify(headers)).not.toMatch(/203\.0\.113|2001:db8|evil/);
  expect(url).toBe(`http://127.0.0.1:${port}/`);
});

test('behind the operator’s own proxy the last hop counts, which the proxy itself has added', async () => {
  const throughProxy = (forwardedFor: string, from?: string) =>
    knock({ 'X-Forwarded-For': forwardedFor }, from, behindProxyPort);

  expect((await throughProxy('198.51.100.7')).headers['cf-connecting-ip']).toBe('198.51.100.7');
  expect((await throughProxy('203.0.113.9, 198.51.100.7')).headers['cf-connecting-ip']).toBe('198.51.100.7');
  expect((await throughProxy('')).headers['cf-connecting-ip']).toBe('127.0.0.1');
});
