import type { AttachmentLink } from '@everthread/shared/models/attachment';
import type { AttachmentId, ThreadId } from '@everthread/shared/models/ids';
import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { AgentActor, Context, VisitorActor } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { attachments } from '../db/schema/attachments.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { AppError } from '../errors.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { isShownInPlace } from './detect-type.ts';
import { signFileLink } from './file-link.ts';

/** Links to those of the files that the actor may see. Throws `not_found` where there is none. */
export async function issueLinks(
  ctx: Context<VisitorActor | AgentActor>,
  threadId: ThreadId,
  ids: readonly AttachmentId[],
): Promise<AttachmentLink[]> {
  const [rows] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select({
        id: attachments.id,
        storageKey: attachments.storageKey,
        name: attachments.name,
        type: attachments.type,
        width: attachments.width,
      })
      .from(attachments)
      .innerJoin(threads, and(eq(threads.workspaceId, attachments.workspaceId), eq(threads.id, attachments.threadId)))
      .leftJoin(
        messages,
        and(eq(messages.workspaceId, attachments.workspaceId), eq(messages.id, attachments.messageId)),
      )
      .where(
        and(
          actorsThread(ctx.actor, threadId),
          inArray(attachments.id, [...ids]),
          isNotNull(attachments.digest),
          or(isOwnUnsent, ctx.actor.kind === 'visitor' ? isSeenByVisitors : isNotNull(messages.id)),
        ),
      ),
  ]);
  if (rows.length === 0) throw new AppError('not_found', 'No such file');
  return Promise.all(
    rows.map(async ({ id, storageKey, name, type, width }) => {
      const isImage = width !== null && isShownInPlace(type);
      return { id, ...(await signFileLink(ctx.config, ctx.now(), { storageKey, name, type, isImage })) };
    }),
  );
}

const isOwnUnsent = and(
  isNull(attachments.messageId),
  sql`${attachments.agentId} is not distinct from current_agent()`,
);
/** Never the file of a note, nor of a message that was taken back. */
const isSeenByVisitors = and(eq(messages.kind, 'message'), isNull(messages.deletedAt));
