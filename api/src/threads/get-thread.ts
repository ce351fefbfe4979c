import type { ThreadId } from '@everthread/shared/models/ids';
import { HISTORY_PAGE, type TeamThread } from '@everthread/shared/models/thread';
import { and, asc, desc, eq } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { selectMessages } from '../messages/message-rows.ts';
import { toTeamMessage } from '../messages/message-view.ts';
import { selectScheduled, stillToBeSeen } from '../scheduled/scheduled-rows.ts';
import { toScheduled } from '../scheduled/scheduled-view.ts';
import { selectEventsOfPage } from '../topics/select-events.ts';
import { toTopicEvent } from '../topics/topic-event-view.ts';
import { selectTopics } from '../topics/topic-rows.ts';
import { toTopic } from '../topics/topic-view.ts';
import { toVisitor, visitorColumns } from '../visitors/visitor-view.ts';
import { actorsThread } from './actors-thread.ts';
import { toSeen } from './seen-view.ts';

/** The thread as an agent opens it: its visitor, all its topics, the newest page of messages and notes. */
export async function getThread(ctx: Context<AgentActor>, threadId: ThreadId): Promise<TeamThread> {
  const whichThread = actorsThread(ctx.actor, threadId);
  const [[thread], [visitor], topicRows, newestFirst, events, scheduled] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db.select().from(threads).where(whichThread),
    ctx.db
      .select(visitorColumns)
      .from(visitors)
      .innerJoin(threads, and(eq(threads.workspaceId, visitors.workspaceId), eq(threads.visitorId, visitors.id)))
      .where(whichThread),
    selectTopics(ctx.db).where(whichThread).orderBy(asc(topics.firstSeq)),
    selectMessages(ctx.db)
      .where(whichThread)
      .orderBy(desc(messages.seq))
      .limit(HISTORY_PAGE + 1),
    selectEventsOfPage(ctx, whichThread),
    selectScheduled(ctx.db).where(and(whichThread, stillToBeSeen())),
  ]);
  if (!thread || !visitor) throw new AppError('not_found', 'No such thread');
  return {
    id: thread.id,
    rev: thread.rev,
    seen: toSeen(thread),
    visitor: toVisitor(visitor),
    topics: topicRows.map(toTopic),
    messages: newestFirst.slice(0, HISTORY_PAGE).reverse().map(toTeamMessage),
    hasEarlier: newestFirst.length > HISTORY_PAGE,
    events: events.map(toTopicEvent),
    scheduled: scheduled.map((reply) => toScheduled(reply, reply.isOwn)),
  };
}
