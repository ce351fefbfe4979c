import type { AttachmentId, ThreadId } from '@everthread/shared/models/ids';
import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { AbsentAgentActor, AgentActor, Context, MailSender, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { attachments } from '../db/schema/attachments.ts';
import { threads } from '../db/schema/threads.ts';
import { AppError } from '../errors.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { UNKNOWN_TYPE } from './detect-type.ts';
import { aDayBefore, anHourBefore, sendableSince, stillComingSince } from './life-of-uploads.ts';

const MOST_AN_HOUR = { visitor: 60, agent: 300 }; // files of a thread
// Of a workspace, apart for the two sides: what strangers send leaves the team its own.
const MOST_BYTES_A_DAY = { visitor: 5_000_000_000, agent: 20_000_000_000 };

/** Whoever sends files: an agent, or a visitor by whichever way. */
export type Uploader = VisitorActor | MailSender | AgentActor | AbsentAgentActor;
const sideOf = ({ kind }: Uploader) => (kind === 'agent' || kind === 'absent-agent' ? 'agent' : 'visitor');

export type NewUpload = { id: AttachmentId; name: string; size: number };
export type UploadRow = typeof attachments.$inferSelect;

/**
 * Makes the row of a file whose bytes are about to come, or finds the one that an earlier try made. Throws `conflict`
 * where the id stands for another's file, `too_many` where the thread got many lately, or the workspace as many bytes as
 * it may within a day.
 */
export async function reserveUpload(
  ctx: Context<Uploader>,
  threadId: ThreadId,
  { id, name, size }: NewUpload,
): Promise<{ row: UploadRow; isNew: boolean }> {
  const { workspaceId } = ctx.actor;
  const whichThread = actorsThread(ctx.actor, threadId);
  const now = ctx.now();
  const storageKey = `${workspaceId}/${ctx.newId()}`;
  const bytesLately = sumOfBytes(ctx);
  const [, [thread], [found]] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      insert into ${attachments} (workspace_id, id, thread_id, agent_id, storage_key, name, type, size, created_at)
      select ${threads.workspaceId}, ${id}::uuid, ${threads.id}, current_agent(), ${storageKey}, ${name},
        ${UNKNOWN_TYPE}, ${size}::integer, ${now.toISOString()}::timestamptz
      from ${threads}
      where ${whichThread} and ${MOST_AN_HOUR[sideOf(ctx.actor)]}::integer > (
        select count(*) from ${attachments} lately
        where lately.workspace_id = ${threads.workspaceId} and lately.thread_id = ${threads.id}
          and lately.created_at > ${anHourBefore(now).toISOString()}::timestamptz
          and lately.created_at <= ${now.toISOString()}::timestamptz)
        and ${bytesLately} + ${size}::bigint <= ${MOST_BYTES_A_DAY[sideOf(ctx.actor)]}::bigint
      on conflict do nothing`),
    ctx.db.select({ id: threads.id, bytesLately }).from(threads).where(whichThread),
    ctx.db
      .select({ ...getTableColumns(attachments), isOwn: sql<boolean>`agent_id is not distinct from current_agent()` })
      .from(attachments)
      .where(and(eq(attachments.workspaceId, workspaceId), eq(attachments.id, id))),
  ]);
  if (!thread) throw new AppError('not_found', 'No such thread');
  if (!found && Number(thread.bytesLately) + size > MOST_BYTES_A_DAY[sideOf(ctx.actor)]) {
    throw new AppError('too_many', 'Too much was sent in files within a day. Send it in words, or the file later', {
      retryAfter: 3_600,
    });
  }
  if (!found) throw new AppError('too_many', 'Many files came into this thread lately', { retryAfter: 600 });
  const { isOwn, ...row } = found;
  if (!isOwn || row.threadId !== thread.id) throw anotherFile();
  const isNew = row.storageKey === storageKey;
  if (row.messageId === null && row.createdAt <= sendableSince(now)) {
    throw new AppError('conflict', 'This upload was begun a day ago and never sent. Choose a new id');
  }
  return { row, isNew };
}

/**
 * How much this side of the workspace has sent within a day, and what is on its way: what was only announced must not
 * use the day up. A file that waits for a reply to be sent later bears that time, and was counted when it came.
 */
function sumOfBytes(ctx: Context<Uploader>) {
  const now = ctx.now();
  return sql<string>`(
    select coalesce(sum(size), 0)::bigint from ${attachments} sent
    where sent.workspace_id = ${ctx.actor.workspaceId}
      and sent.created_at > ${aDayBefore(now).toISOString()}::timestamptz
      and sent.created_at <= ${now.toISOString()}::timestamptz
      and (sent.digest is not null or sent.created_at > ${stillComingSince(now).toISOString()}::timestamptz)
      and (sent.agent_id is null) = (current_agent() is null))`;
}

export const anotherFile = () =>
  new AppError('conflict', 'This attachment id already stands for another file. Choose a new id');
