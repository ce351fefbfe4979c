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
import { type MessageRow, selectMessages } from './message-rows.ts';

/** The page of history that ends before `beforeSeq`, oldest first. */
export async function earlierMessages(
  ctx: Context<VisitorActor | AgentActor>,
  threadId: ThreadId,
  beforeSeq: number,
): Promise<{ messages: MessageRow[]; hasEarlier: boolean }> {
  const whichThread = actorsThread(ctx.actor, threadId);
  const [[thread], newestFirst] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db.select({ id: threads.id }).from(threads).where(whichThread),
    selectMessages(ctx.db)
      .where(and(whichThread, lt(messages.seq, beforeSeq), visibleTo(ctx.actor)))
      .orderBy(desc(messages.seq))
      .limit(HISTORY_PAGE + 1),
  ]);
  if (!thread) throw new AppError('not_found', 'No such thread');
  return {
    messages: newestFirst.slice(0, HISTORY_PAGE).reverse(),
    hasEarlier: newestFirst.length > HISTORY_PAGE,
  };
}
