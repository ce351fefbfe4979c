import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin, V4WorkerOptions } from 'miniflare';

const MODULE = 'everthread-internal:rate-limit';

/** A Miniflare plugin: rate limits that live in the Worker's own isolate, of which one machine has one. */
const rateLimit: Plugin = {
  getBindings: ({ config }) =>
    limitsIn(config.env).map(([name, { limit, period }]) => ({
      name,
      wrapped: {
        moduleName: MODULE,
        innerBindings: [
          { name: 'limit', json: String(limit) },
          { name: 'period', json: String(period) },
        ],
      },
    })),
  getNodeBindings: () => ({}),
  getServices: () => [],
  getExtensions: ({ options }) =>
    options.some(({ config }) => limitsIn(config.env).length > 0)
      ? [{ modules: [{ name: MODULE, internal: true, esModule: readFileSync(script, 'utf8') }] }]
      : [],
};

/** What Miniflare looks for when it loads this file. */
export const plugins = { 'rate-limit': rateLimit };

const script = resolve(import.meta.dirname, 'rate-limit.worker.js');

type Limit = { limit: number; period: number };

/** The Worker with its rate limits counted in memory. */
export function withOwnRateLimits({ ratelimits = {}, ...worker }: V4WorkerOptions): V4WorkerOptions {
  const limits = Object.entries(ratelimits).map(([name, { simple }]) => ({
    name,
    type: 'rate-limit',
    plugin: { package: import.meta.filename, name: 'rate-limit' },
    options: simple,
  }));
  return { ...worker, unsafeBindings: [...(worker.unsafeBindings ?? []), ...limits] } as V4WorkerOptions;
}

type Bindings = Readonly<Record<string, { type: string; dev?: unknown }>>;

const limitsIn = (bindings: Bindings = {}): [name: string, limit: Limit][] =>
  Object.entries(bindings)
    .filter(([, { type }]) => type === 'unsafe:rate-limit')
    .map(([name, { dev }]) => [name, (dev as { options: Limit }).options]);
