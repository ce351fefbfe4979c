import { WorkspaceId } from '@everthread/shared/models/ids';
import { createMiddleware } from 'hono/factory';
import * as z from 'zod/mini';
import { readSessionToken } from '../accounts/session-token.ts';
import { AppError } from '../errors.ts';
import type { AgentEnv } from './api-env.ts';

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
  c.set('ctx', { ...surroundings, actor: { kind: 'agent', workspaceId: workspaceId.data, sessionToken } });
  await next();
});
