import { createMiddleware } from 'hono/factory';
import { ownEncoder } from '../bot/encoder/encoder.ts';
import { loadEncoder } from '../bot/encoder/load-encoder.ts';
import { type Config, readConfig } from '../config.ts';
import type { Surroundings } from '../context.ts';
import { connect } from '../db/connect.ts';
import type { Env } from '../env.ts';
import type { ApiEnv } from './api-env.ts';

/** The environment does not change while an isolate lives: read it once. A faulty one is read, and refused, each time. */
const made = new WeakMap<Env, Surroundings>();

export function surroundingsOf(env: Env): Surroundings {
  const known = made.get(env);
  if (known) return known;
  const config: Config = readConfig(env);
  const surroundings: Surroundings = {
    db: connect(config.databaseUrl),
    config,
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    encoder: ownEncoder(() => loadEncoder(env.ASSETS)),
  };
  made.set(env, surroundings);
  return surroundings;
}

export const withSurroundings = createMiddleware<ApiEnv>(async (c, next) => {
  c.set('requestId', crypto.randomUUID().slice(0, 8));
  c.set('surroundings', surroundingsOf(c.env));
  await next();
});
