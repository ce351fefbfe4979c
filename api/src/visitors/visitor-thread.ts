import type { TeamId, TopicId, VisitorId } from '@everthread/shared/models/ids';
import { HISTORY_PAGE, type VisitorThread } from '@everthread/shared/models/thread';
import type { Identity } from '@everthread/shared/models/visitor';
import { and, asc, desc, eq, getTableColumns, type SQL } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { type MessageRow, selectMessages } from '../messages/message-rows.ts';
import { toMessage } from '../messages/message-view.ts';
import { toSeen } from '../threads/seen-view.ts';
import { selectTopics, type TopicDetails } from '../topics/topic-rows.ts';
import { toVisitorTopic } from '../topics/topic-view.ts';

/** Three statements: the thread (first, so that its `rev` is never ahead of what follows), its topics, its newest page. */
export const selectVisitorThread = (ctx: Context, whichThread: SQL | undefined) =>
  [
    ctx.db
      .select({ ...getTableColumns(threads), identity: visitors.identity })
      .from(threads)
      .innerJoin(visitors, and(eq(visitors.workspaceId, threads.workspaceId), eq(visitors.id, threads.visitorId)))
      .where(whichThread),
    selectTopics(ctx.db).where(whichThread).orderBy(asc(topics.firstSeq)),
    selectMessages(ctx.db)
      .where(and(whichThread, eq(messages.kind, 'message')))
      .orderBy(desc(messages.seq))
      .limit(HISTORY_PAGE + 1),
  ] as const;

/** A visitor who may enter, and his thread as he opens it. */
export type OpenedSession = {
  visitorId: VisitorId;
  identity: Identity;
  thread: VisitorThread;
  topicId: TopicId | null; // that goes on
  teamId: TeamId | null; // to which his latest topic was given: those who answer him
  answer: 'first' | 'next'; // for which he waits who writes on
};

type Selected = ReturnType<typeof selectVisitorThread>;
type Found = [Awaited<Selected[0]>, Awaited<Selected[1]>, Awaited<Selected[2]>];

/** What a batch that ended with `selectVisitorThread` found; null where there is no such thread. */
export function readOpenedSession(results: readonly unknown[]): OpenedSession | null {
  const [[thread], topicRows, messageRows] = results.slice(-3) as Found;
  if (!thread) return null;
  const { visitorId, identity } = thread;
  const goesOn = topicRows.findLast(({ status }) => status !== 'done' && status !== 'merged');
  const isAnswered = messageRows.some(({ topicId, agentId }) => topicId === goesOn?.id && agentId !== null);
  return {
    visitorId,
    identity,
    thread: toVisitorThread(thread, topicRows, messageRows),
    topicId: goesOn?.id ?? null,
    teamId: goesOn?.teamId ?? null,
    answer: isAnswered ? 'next' : 'first',
  };
}

const toVisitorThread = (
  thread: typeof threads.$inferSelect,
  topicRows: TopicDetails[],
  newestFirst: MessageRow[],
): VisitorThread => ({
  id: thread.id,
  rev: thread.rev,
  seen: toSeen(thread),
  topics: topicRows.map(toVisitorTopic),
  messages: newestFirst.slice(0, HISTORY_PAGE).reverse().map(toMessage),
  hasEarlier: newestFirst.length > HISTORY_PAGE,
});
