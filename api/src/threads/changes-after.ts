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
  const whichThread = actorsThread(ctx.actor, threadId);
  // The thread first: its `rev` must not be ahead of the rows that follow.
  const [[thread], topicRows, messageRows] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db.select().from(threads).where(whichThread),
    selectTopics(ctx.db)
      .where(and(whichThread, gt(topics.rev, after)))
      .orderBy(asc(topics.firstSeq)),
    selectMessages(ctx.db)
      .where(and(whichThread, gt(messages.rev, after), visibleTo(ctx.actor)))
      .orderBy(asc(messages.rev))
      .limit(CHANGES_PAGE + 1),
  ]);
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
