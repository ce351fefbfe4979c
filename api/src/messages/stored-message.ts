import type { MessageId } from '@everthread/shared/models/ids';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { areSameFiles } from '../attachments/attachment-rows.ts';
import type { Context } from '../context.ts';
import { DatabaseError, inWorkspace } from '../db/in-workspace.ts';
import { messages, messageVersions } from '../db/schema/messages.ts';
import { AppError } from '../errors.ts';
import type { NewEntry } from './append-message.ts';
import { type SentRows, selectWithTopics } from './message-rows.ts';

/** The message with this id and its topic, if it is in that thread. */
export const selectStored = (ctx: Context, whichThread: SQL | undefined, id: MessageId) =>
  selectWithTopics(ctx.db).where(
    and(whichThread, eq(messages.workspaceId, ctx.actor.workspaceId), eq(messages.id, id)),
  );

/** True for the error of a message id that is stored already. */
export const isRepeat = (error: unknown) =>
  error instanceof DatabaseError && error.sqlState === '23505' && error.constraint === 'messages_workspace_id_id_pk';

/** True for the error of a quote that the thread does not hold. */
export const isUnknownQuote = (error: unknown) =>
  error instanceof DatabaseError && error.sqlState === '23503' && (error.constraint ?? '').includes('quoted_id');

export const noSuchQuote = () => new AppError('invalid', '`quoteId` must be a message of this thread');

/**
 * What the first of two equal sends stored. Throws `conflict` where the id stands for something else: other words,
 * another thread, another author.
 */
export async function findRepeated(ctx: Context, whichThread: SQL | undefined, entry: NewEntry): Promise<SentRows> {
  const [[stored], [first], me] = await inWorkspace(ctx, [
    selectStored(ctx, whichThread, entry.id),
    // What it said when it was sent: an answer may be lost, and another window change the message before the next try.
    ctx.db
      .select({ text: messageVersions.text })
      .from(messageVersions)
      .where(
        and(
          eq(messageVersions.workspaceId, ctx.actor.workspaceId),
          eq(messageVersions.messageId, entry.id),
          eq(messageVersions.version, 1),
        ),
      ),
    ctx.db.execute<{ agent: string | null }>(sql`select current_agent() as agent`),
  ]);
  const isSame =
    stored?.message.kind === entry.kind &&
    (first?.text ?? stored.message.text) === entry.text &&
    stored.message.quotedId === (entry.quoteId ?? null) &&
    stored.message.agentId === (me.rows[0]?.agent ?? null) &&
    areSameFiles(stored.message.files, entry.attachmentIds);
  if (!stored || !isSame) {
    throw new AppError('conflict', 'This message id already stands for another message. Choose a new id');
  }
  return stored;
}
