import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withOwnRateLimits } from './rate-limit.ts';

const KNOCK = `export default {
  async fetch(request, env) {
    const [, binding, key] = new URL(request.url).pathname.split('/');
    return Response.json(await env[binding].limit({ key }));
  },
};`;

let miniflare: Miniflare;
beforeAll(async () => {
  const worker = {
    name: 'knock',
    modules: true as const,
    script: KNOCK,
    compatibilityDate: '2026-10-20',
    ratelimits: {
      FEW: { namespace_id: '1', simple: { limit: 3, period: 60 as const } },
      MANY: { namespace_id: '2', simple: { limit: 5, period: 60 as const } },
    },
  };
  miniflare = new Miniflare({
    ...convertV4MiniflareOptions({ cf: false, workers: [withOwnRateLimits(worker)] }),
    enableDevRegistry: false,
  });
  // The windows go by the clock: none is to end while this counts.
  const leftMs = 60_000 - (Date.now() % 60_000);
  if (leftMs < 10_000) await new Promise((resolve) => setTimeout(resolve, leftMs));
  await miniflare.ready;
}, 30_000);
afterAll(() => miniflare.dispose());

const knock = async (binding: string, key: string) => {
  const answer = await miniflare.dispatchFetch(`http://knock/${binding}/${key}`);
  return ((await answer.json()) as { success: boolean }).success;
};

test('each limit counts for itself, by key, and refuses what is more', async () => {
  const passed: boolean[] = [];
  for (let turn = 0; turn < 6; turn += 1) passed.push(await knock('FEW', 'one'));
  expect(passed).toEqual([true, true, true, false, false, false]);
  expect(await knock('FEW', 'two')).toBe(true);
  const ofMany = await Promise.all(Array.from({ length: 8 }, () => knock('MANY', 'one')));
  expect(ofMany.filter((has) => has)).toHaveLength(5);
});
