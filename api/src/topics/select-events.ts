import { HISTORY_PAGE } from '@everthread/shared/models/thread';
import { and, asc, gt, gte, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { selectTopicEvents } from './topic-event-rows.ts';

// Those of a thread that was joined to another all have the revision of the joining.
const inOrder = [asc(topicEvents.rev), asc(topicEvents.at), asc(topicEvents.id)] as const;

/** What happened beside a page of messages: the newest, or the one that ends before `beforeSeq`. What was undone is left out. */
export function selectEventsOfPage({ db }: Context<AgentActor>, whichThread: SQL | undefined, beforeSeq?: number) {
  // Where the page begins is the first of its messages; where nothing comes before, at the very beginning.
  const begins = sql`coalesce((
    select ${messages.seq} from ${messages}
      join ${threads} on ${threads.workspaceId} = ${messages.workspaceId} and ${threads.id} = ${messages.threadId}
    where ${whichThread} and ${beforeSeq === undefined ? sql`true` : lt(messages.seq, beforeSeq)}
    order by ${messages.seq} desc offset ${HISTORY_PAGE - 1} limit 1), 0)`;
  // The page's first message may be the thread's: what stands before it has nowhere else to be.
  const beside = beforeSeq === undefined ? undefined : lt(topicEvents.afterSeq, beforeSeq);
  return selectTopicEvents(db)
    .where(and(whichThread, gte(topicEvents.afterSeq, begins), beside, isNull(topicEvents.undoneAt)))
    .orderBy(asc(topicEvents.afterSeq), ...inOrder);
}

/** What happened, or was undone, after a revision. */
export const selectEventsAfter = ({ db }: Context<AgentActor>, whichThread: SQL | undefined, after: number) =>
  selectTopicEvents(db)
    .where(and(whichThread, gt(topicEvents.rev, after)))
    .orderBy(...inOrder);
