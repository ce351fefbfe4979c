import { createHash } from 'node:crypto';
import { WorkspaceId } from '@everthread/shared/models/ids';
import { createMiddleware } from 'hono/factory';
import * as z from 'zod/mini';
import { readSessionToken } from '../accounts/session-token.ts';
import { AppError } from '../errors.ts';
import type { AgentEnv } from './api-env.ts';
import { spend } from './rate-limit.ts';

/**
 * Makes the context in which an agent acts in the workspace of the URL. The cookie's signature is checked here; that
 * the session still stands and its user is an agent there is proven by the first statement of each verb's batch.
 */
export const requireAgent = createMiddleware<AgentEnv>(async (c, next) => {
  const { surroundings } = c.var;
  const sessionToken = await readSessionToken(c.req.raw.headers, surroundings.config);
  if (!sessionToken) throw new AppError('signed_out', 'Please sign in');
  const workspaceId = z.safeParse(WorkspaceId, c.req.param('workspaceId'));
  if (!workspaceId.success) throw new AppError('not_found', 'No such workspace');
  await spend(c.env.AGENT_LIMIT, hashOf(sessionToken), 10);
  await spend(c.env.WORKSPACE_LIMIT, `agents of ${workspaceId.data}`, 10);
  c.set('ctx', { ...surroundings, actor: { kind: 'agent', workspaceId: workspaceId.data, sessionToken } });
  await next();
});

/** A limit's key leaves the Worker; a session's token must not. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
