import type { ThreadId } from '@everthread/shared/models/ids';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../context.ts';
import { threads } from '../db/schema/threads.ts';
import { personsVisitor, visitorOfKey } from '../visitors/which-visitor.ts';

/**
 * The condition on `threads` that lets an actor through to one: whoever reads or writes in a thread puts it into his
 * query, so that another's thread looks exactly like one that does not exist.
 */
export function actorsThread(actor: Actor, threadId: ThreadId | 'own'): SQL | undefined {
  const inWorkspace = eq(threads.workspaceId, actor.workspaceId);
  const named = threadId === 'own' ? undefined : eq(threads.id, threadId);
  switch (actor.kind) {
    case 'visitor':
    case 'mail-sender':
      return and(inWorkspace, eq(threads.visitorId, actor.visitorId), named);
    case 'key-holder':
      return and(inWorkspace, eq(threads.visitorId, visitorOfKey(actor)), named);
    case 'person':
      return and(inWorkspace, eq(threads.visitorId, personsVisitor(actor)), named);
    case 'agent':
    case 'absent-agent':
    case 'system':
      return named ? and(inWorkspace, named) : sql`false`;
    default:
      return actor satisfies never;
  }
}
