import type { SavedReplyId } from '@everthread/shared/models/ids';
import type { SavedReply } from '@everthread/shared/models/saved-reply';
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { savedReplies } from '../db/schema/saved-replies.ts';
import { AppError } from '../errors.ts';
import { toSavedReply } from './saved-reply-view.ts';

/** The condition that lets an agent through to a saved reply: his own ones and the team's. */
export const mayUse = ({ actor }: Context<AgentActor>, id?: SavedReplyId): SQL | undefined =>
  and(
    eq(savedReplies.workspaceId, actor.workspaceId),
    id && eq(savedReplies.id, id),
    sql`(${savedReplies.ownerId} is null or ${savedReplies.ownerId} = current_agent())`,
  );

/** The agent's own saved replies and the team's, by name. */
export async function listSavedReplies(ctx: Context<AgentActor>): Promise<SavedReply[]> {
  const [rows] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select()
      .from(savedReplies)
      .where(and(mayUse(ctx), isNull(savedReplies.removedAt)))
      .orderBy(asc(sql`lower(${savedReplies.name})`), asc(savedReplies.id)),
  ]);
  return rows.map(toSavedReply);
}

/** It was sent once more. */
export async function countUse(ctx: Context<AgentActor>, id: SavedReplyId): Promise<SavedReply> {
  const [[row]] = await inWorkspace(ctx, [
    ctx.db
      .update(savedReplies)
      .set({ uses: sql`${savedReplies.uses} + 1`, usedAt: ctx.now() })
      .where(mayUse(ctx, id))
      .returning(),
  ]);
  if (!row) throw noSuchReply();
  return toSavedReply(row);
}

export const noSuchReply = () => new AppError('not_found', 'No such saved reply');
