import type { Context as HonoContext } from 'hono';
import type { Membership } from '../agents/own-memberships.ts';
import { describeError, log } from '../log.ts';
import { endAgentSockets } from '../realtime/end-sockets.ts';
import type { ApiEnv } from './api-env.ts';

/** What the ended sessions had open must not go on listening. Without a session, all of them are meant. */
export function closeSockets(c: HonoContext<ApiEnv>, memberships: readonly Membership[], sessionId?: string): void {
  const closing = endAgentSockets(c.env, memberships, sessionId).catch((error: unknown) =>
    log('sockets.not_closed', { requestId: c.var.requestId, ...describeError(error) }),
  );
  c.executionCtx.waitUntil(closing);
}
