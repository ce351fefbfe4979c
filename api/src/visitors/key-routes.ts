import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { VisitorKey } from '@everthread/shared/models/visitor';
import { BeginThread, OpenSession } from '@everthread/shared/models/visitor-session';
import { Hono, type Context as HonoContext } from 'hono';
import type { Context, KeyHolder } from '../context.ts';
import type { ApiEnv } from '../http/api-env.ts';
import { clientIp } from '../http/client-ip.ts';
import { drainQuietly } from '../http/drain-after-response.ts';
import { spend } from '../http/rate-limit.ts';
import { validate } from '../http/validate.ts';
import { beginThread } from './begin-thread.ts';
import { hashKey } from './key-hash.ts';
import { openSession } from './open-session.ts';
import { issueVisitorAccess } from './visitor-access.ts';

/** The two routes that a visitor's key opens; everything else wants the token that they give. */
export const visitorKeyRoutes = new Hono<ApiEnv>()
  .post('/threads', validate('json', BeginThread), async (c) => {
    const { workspaceId, key, message } = c.req.valid('json');
    const ctx = await asKeyHolder(c, workspaceId, key);
    const { visitorId, thread } = await beginThread(ctx, message);
    c.executionCtx.waitUntil(drainQuietly(c, workspaceId));
    return c.json({ access: await issueVisitorAccess(ctx, visitorId), thread }, 201);
  })
  .post('/session', validate('json', OpenSession), async (c) => {
    const { workspaceId, key, where } = c.req.valid('json');
    const ctx = await asKeyHolder(c, workspaceId, key);
    const { visitorId, thread } = await openSession(ctx, where);
    return c.json({ access: await issueVisitorAccess(ctx, visitorId), thread });
  });

async function asKeyHolder(
  c: HonoContext<ApiEnv>,
  workspaceId: WorkspaceId,
  key: VisitorKey,
): Promise<Context<KeyHolder>> {
  await spend(c.env.NEWCOMER_LIMIT, clientIp(c), 60);
  await spend(c.env.WORKSPACE_LIMIT, workspaceId, 10);
  return { ...c.var.surroundings, actor: { kind: 'key-holder', workspaceId, keyHash: hashKey(key) } };
}
