import type { ThreadId } from '@everthread/shared/models/ids';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../context.ts';
import { threads } from '../db/schema/threads.ts';
import { visitorKeys } from '../db/schema/visitors.ts';

/**
 * The condition on `threads` that lets an actor through to one: whoever reads or writes in a thread puts it into his
 * query, so that another's thread looks exactly like one that does not exist.
 */
export function actorsThread(actor: Actor, threadId: ThreadId | 'own'): SQL | undefined {
  const inWorkspace = eq(threads.workspaceId, actor.workspaceId);
  const named = threadId === 'own' ? undefined : eq(threads.id, threadId);
  switch (actor.kind) {
    case 'visitor':
      return and(inWorkspace, eq(threads.visitorId, actor.visitorId), named);
    case 'key-holder':
      return and(inWorkspace, eq(threads.visitorId, visitorOfKey(actor)), named);
    case 'agent':
    case 'system':
      return named ? and(inWorkspace, named) : sql`false`;
    default:
      return actor satisfies never;
  }
}

const visitorOfKey = (actor: Extract<Actor, { kind: 'key-holder' }>) =>
  sql`(select ${visitorKeys.visitorId} from ${visitorKeys}
       where ${visitorKeys.workspaceId} = ${actor.workspaceId} and ${visitorKeys.keyHash} = ${actor.keyHash})`;
