import { HISTORY_PAGE, type VisitorThread } from '@everthread/shared/models/thread';
import { and, asc, desc, eq, type SQL } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { type MessageRow, selectMessages } from '../messages/message-rows.ts';
import { toMessage } from '../messages/message-view.ts';
import { toSeen } from '../threads/seen-view.ts';
import { selectTopics, type TopicDetails } from '../topics/topic-rows.ts';
import { toVisitorTopic } from '../topics/topic-view.ts';

/** Three statements: the thread (first, so that its `rev` is never ahead of what follows), its topics, its newest page. */
export const selectVisitorThread = (ctx: Context, whichThread: SQL | undefined) =>
  [
    ctx.db.select().from(threads).where(whichThread),
    selectTopics(ctx.db).where(whichThread).orderBy(asc(topics.firstSeq)),
    selectMessages(ctx.db)
      .where(and(whichThread, eq(messages.kind, 'message')))
      .orderBy(desc(messages.seq))
      .limit(HISTORY_PAGE + 1),
  ] as const;

/** The visitor's view of what `selectVisitorThread` found. */
export const toVisitorThread = (
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
