import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { expect, test } from 'vitest';
import { publicNetwork } from './public-network.ts';

const SCRIPT = `export default {
  async fetch(request, env) {
    const address = new URL(request.url).searchParams.get('address');
    try {
      const answer = await env.PUBLIC_NETWORK.fetch(address, { redirect: 'manual' });
      return new Response('answered ' + answer.status);
    } catch {
      return new Response('refused');
    }
  },
};`;

test('E1 what leaves by the public network reaches nothing on this machine, whatever it is called', async () => {
  let hits = 0;
  const canary = createServer((_, response) => {
    hits += 1;
    response.end('canary');
  });
  canary.listen(0, '127.0.0.1');
  await once(canary, 'listening');
  const { port } = canary.address() as AddressInfo;
  const miniflare = new Miniflare({
    ...convertV4MiniflareOptions({
      cf: false,
      workers: [
        {
          name: 'outward',
          modules: true,
          script: SCRIPT,
          compatibilityDate: '2026-10-20',
          serviceBindings: { PUBLIC_NETWORK: publicNetwork },
        },
      ],
    }),
    enableDevRegistry: false,
  });
  try {
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '0x7f000001', '[::ffff:127.0.0.1]', '0.0.0.0']) {
      const address = encodeURIComponent(`http://${host}:${port}/`);
      const answer = await miniflare.dispatchFetch(`http://outward/?address=${address}`);
      expect(await answer.text()).not.toBe('answered 200');
    }
    expect(hits).toBe(0);
  } finally {
    await miniflare.dispose();
    canary.close();
  }
});
