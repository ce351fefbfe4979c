import { Hono } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import { drainQuietly } from '../http/drain-after-response.ts';
import { takeHook } from './take-hook.ts';

/** What the mail's provider tells us. Its signature is over the body as it came, so nothing reads it before. */
export const mailHooks = new Hono<ApiEnv>().post('/resend', async (c) => {
  const receipt = await takeHook(c.var.surroundings, c.env.FILES, await c.req.text(), c.req.raw.headers);
  if (receipt?.name === 'stored') c.executionCtx.waitUntil(drainQuietly(c, receipt.workspaceId));
  return c.json({});
});
