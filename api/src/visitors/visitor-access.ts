import type { VisitorId } from '@everthread/shared/models/ids';
import type { VisitorAccess } from '@everthread/shared/models/visitor-session';
import type { Context, KeyHolder } from '../context.ts';
import { issueTicket } from '../realtime/ticket.ts';
import { issueAccessToken } from './access-token.ts';

/** What a visitor gets for his key: a token for requests and a ticket for one socket. */
export async function issueVisitorAccess(ctx: Context<KeyHolder>, visitorId: VisitorId): Promise<VisitorAccess> {
  const { workspaceId } = ctx.actor;
  const [access, ticket] = await Promise.all([
    issueAccessToken(ctx.config, ctx.now(), workspaceId, visitorId),
    issueTicket(ctx.config, ctx.now(), { room: 'visitor', workspaceId, visitorId }),
  ]);
  return { visitorId, ...access, ticket };
}
