import type { MessageId } from '@everthread/shared/models/ids';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { type SentRows, selectWithTopics } from '../messages/message-rows.ts';

/** Reads the messages whose ids `ids` selects, each with its topic, as the views of both sides take them. */
export const selectForRooms = ({ db, actor }: Context<SystemActor>, ids: SQL) =>
  selectWithTopics(db).where(
    // As an array: otherwise Postgres may look through all messages for each id.
    and(eq(messages.workspaceId, actor.workspaceId), sql`${messages.id} = any(array(${ids}))`),
  );

/** The same in a trip of its own. */
export async function readMessages(ctx: Context<SystemActor>, messageIds: readonly MessageId[]): Promise<SentRows[]> {
  const ids = JSON.stringify(messageIds);
  const [rows] = await inWorkspace(ctx, [
    selectForRooms(ctx, sql`select jsonb_array_elements_text(${ids}::jsonb)::uuid`),
  ]);
  return rows;
}
