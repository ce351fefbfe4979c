import type { ThreadId } from '@everthread/shared/models/ids';
import { CHANGES_PAGE, type Seen } from '@everthread/shared/models/thread';
import { and, asc, eq, gt } from 'drizzle-orm';
import type { AgentActor, Context, VisitorActor } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { AppError } from '../errors.ts';
import { type MessageRow, selectMessages } from '../messages/message-rows.ts';
import { type ScheduledRow, selectScheduled, stillToBeSeen } from '../scheduled/scheduled-rows.ts';
import { selectEventsAfter } from '../topics/select-events.ts';
import type { TopicEventRow } from '../topics/topic-event-rows.ts';
import { selectTopics, type TopicDetails } from '../topics/topic-rows.ts';
import { actorsThread } from './actors-thread.ts';
import { toSeen } from './seen-view.ts';

/** Rows that changed; nothing up to `rev` is missing. Where there is `more`, it goes on from there. */
export type ChangedRows = { rev: number; messages: MessageRow[]; topics: TopicDetails[]; seen: Seen; more: boolean };

/** What changed in the thread after revision `after`, in the order of its changes. A visitor's never holds notes. */
export async function changesAfter(
  ctx: Context<VisitorActor | AgentActor>,
  threadId: ThreadId,
  after: number,
): Promise<ChangedRows> {
  return toChanges(after, ...(await inWorkspace(atLeast('viewer', ctx), selectChanges(ctx, threadId, after))));
}

/** As `changesAfter`, with what happened to topics, and the replies that wait in the thread, whenever they began to. */
export async function teamChangesAfter(
  ctx: Context<AgentActor>,
  threadId: ThreadId,
  after: number,
): Promise<ChangedRows & { events: TopicEventRow[]; scheduled: ScheduledRow[] }> {
  const whichThread = actorsThread(ctx.actor, threadId);
  const [thread, topicRows, messageRows, events, scheduled] = await inWorkspace(atLeast('viewer', ctx), [
    ...selectChanges(ctx, threadId, after),
    selectEventsAfter(ctx, whichThread, after),
    selectScheduled(ctx.db).where(and(whichThread, stillToBeSeen())),
  ]);
  return { ...toChanges(after, thread, topicRows, messageRows), events, scheduled };
}

function selectChanges(ctx: Context<VisitorActor | AgentActor>, threadId: ThreadId, after: number) {
  const whichThread = actorsThread(ctx.actor, threadId);
  return [
    // The thread first: its `rev` must not be ahead of the rows that follow.
    ctx.db.select().from(threads).where(whichThread),
    selectTopics(ctx.db)
      .where(and(whichThread, gt(topics.rev, after)))
      .orderBy(asc(topics.firstSeq)),
    selectMessages(ctx.db)
      .where(and(whichThread, gt(messages.rev, after), visibleTo(ctx.actor)))
      .orderBy(asc(messages.rev))
      .limit(CHANGES_PAGE + 1),
  ] as const;
}

function toChanges(
  after: number,
  [thread]: (typeof threads.$inferSelect)[],
  topicRows: TopicDetails[],
  messageRows: MessageRow[],
): ChangedRows {
  if (!thread) throw new AppError('not_found', 'No such thread');
  const more = messageRows.length > CHANGES_PAGE;
  const page = messageRows.slice(0, CHANGES_PAGE);
  return {
    rev: more ? (page.at(-1)?.rev ?? after) : thread.rev,
    messages: page,
    topics: topicRows,
    seen: toSeen(thread),
    more,
  };
}

/** The condition on `messages` that keeps the team's notes from visitors. */
export const visibleTo = (actor: VisitorActor | AgentActor) =>
  actor.kind === 'visitor' ? eq(messages.kind, 'message') : undefined;
