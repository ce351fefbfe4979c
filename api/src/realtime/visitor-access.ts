import type { VisitorAccess } from '@everthread/shared/models/visitor-session';
import type { Config } from '../config.ts';
import type { VisitorActor } from '../context.ts';
import { issueAccessToken } from '../visitors/access-token.ts';
import { issueTicket } from './ticket.ts';

/** What a visitor gets for his key: a token for requests and a ticket for one socket. */
export async function issueVisitorAccess(
  config: Config,
  at: Date,
  visitor: Omit<VisitorActor, 'kind'>,
): Promise<VisitorAccess> {
  const [access, ticket] = await Promise.all([
    issueAccessToken(config, at, visitor),
    issueTicket(config, at, { room: 'visitor', ...visitor }),
  ]);
  return { visitorId: visitor.visitorId, identity: visitor.identity, ...access, ticket };
}
