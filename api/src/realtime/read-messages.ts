import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { messages } from '../db/schema/messages.ts';
import { selectWithTopics } from '../messages/message-rows.ts';

/** Reads the messages whose ids `ids` selects, each with its topic, as the views of both sides take them. */
export const selectForRooms = ({ db, actor }: Context<SystemActor>, ids: SQL) =>
  selectWithTopics(db).where(
    // As an array: otherwise Postgres may look through all messages for each id.
    and(eq(messages.workspaceId, actor.workspaceId), sql`${messages.id} = any(array(${ids}))`),
  );
