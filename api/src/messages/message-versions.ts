import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { MessageVersion } from '@everthread/shared/models/message';
import { and, asc, eq } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { messages, messageVersions } from '../db/schema/messages.ts';
import { AppError } from '../errors.ts';

/** What a message said before it was edited or deleted, oldest first. The team's alone. */
export async function listMessageVersions(
  ctx: Context<AgentActor>,
  threadId: ThreadId,
  messageId: MessageId,
): Promise<MessageVersion[]> {
  const { workspaceId } = ctx.actor;
  const [[message], rows] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.workspaceId, workspaceId), eq(messages.threadId, threadId), eq(messages.id, messageId))),
    ctx.db
      .select()
      .from(messageVersions)
      .where(and(eq(messageVersions.workspaceId, workspaceId), eq(messageVersions.messageId, messageId)))
      .orderBy(asc(messageVersions.version)),
  ]);
  if (!message) throw new AppError('not_found', 'No such message');
  return rows.map(({ text, replacedAt }) => ({ text, replacedAt: replacedAt.toISOString() }));
}
