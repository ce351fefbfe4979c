import type { ThreadId } from '@everthread/shared/models/ids';
import type { SeenUpTo } from '@everthread/shared/models/thread';
import { sql } from 'drizzle-orm';
import type { Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { AppError } from '../errors.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { actorsThread } from './actors-thread.ts';
import { lockThread } from './lock-thread.ts';

/** The visitor has seen his thread up to here; never back again, nor past its end. The team gets a receipt. */
export async function markSeen(ctx: Context<VisitorActor>, threadId: ThreadId, { seq }: SeenUpTo): Promise<void> {
  const whichThread = actorsThread(ctx.actor, threadId);
  const [, , [thread]] = await inWorkspace(ctx, [
    lockThread(ctx.db, whichThread),
    ctx.db.execute(sql`
      with seen as (
        update ${threads} set visitor_seen_seq = least(${seq}::integer, last_seq), rev = rev + 1
        where ${whichThread} and visitor_seen_seq < least(${seq}::integer, last_seq)
        returning workspace_id, id as thread_id
      )
      ${recordEvent({ type: 'thread.seen', threadId }, sql`seen`, ctx.now())}`),
    ctx.db.select({ id: threads.id }).from(threads).where(whichThread),
  ]);
  if (!thread) throw new AppError('not_found', 'No such thread');
}
