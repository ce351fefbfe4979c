import type { ThreadId } from '@everthread/shared/models/ids';
import { HISTORY_PAGE } from '@everthread/shared/models/thread';
import { and, desc, lt } from 'drizzle-orm';
import type { AgentActor, Context, VisitorActor } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { AppError } from '../errors.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { visibleTo } from '../threads/changes-after.ts';
import { selectEventsOfPage } from '../topics/select-events.ts';
import type { TopicEventRow } from '../topics/topic-event-rows.ts';
import { type MessageRow, selectMessages } from './message-rows.ts';

type Page = { messages: MessageRow[]; hasEarlier: boolean };

/** The page of history that ends before `beforeSeq`, oldest first. */
export async function earlierMessages(
  ctx: Context<VisitorActor | AgentActor>,
  threadId: ThreadId,
  beforeSeq: number,
): Promise<Page> {
  return toPage(...(await inWorkspace(atLeast('viewer', ctx), selectPage(ctx, threadId, beforeSeq))));
}

/** As `earlierMessages`, with what happened to topics beside them. */
export async function earlierForTeam(
  ctx: Context<AgentActor>,
  threadId: ThreadId,
  beforeSeq: number,
): Promise<Page & { events: TopicEventRow[] }> {
  const [thread, newestFirst, events] = await inWorkspace(atLeast('viewer', ctx), [
    ...selectPage(ctx, threadId, beforeSeq),
    selectEventsOfPage(ctx, actorsThread(ctx.actor, threadId), beforeSeq),
  ]);
  return { ...toPage(thread, newestFirst), events };
}

function selectPage(ctx: Context<VisitorActor | AgentActor>, threadId: ThreadId, beforeSeq: number) {
  const whichThread = actorsThread(ctx.actor, threadId);
  return [
    ctx.db.select({ id: threads.id }).from(threads).where(whichThread),
    selectMessages(ctx.db)
      .where(and(whichThread, lt(messages.seq, beforeSeq), visibleTo(ctx.actor)))
      .orderBy(desc(messages.seq))
      .limit(HISTORY_PAGE + 1),
  ] as const;
}

function toPage([thread]: { id: ThreadId }[], newestFirst: MessageRow[]): Page {
  if (!thread) throw new AppError('not_found', 'No such thread');
  return {
    messages: newestFirst.slice(0, HISTORY_PAGE).reverse(),
    hasEarlier: newestFirst.length > HISTORY_PAGE,
  };
}
