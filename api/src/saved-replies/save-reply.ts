import type { SavedReplyId } from '@everthread/shared/models/ids';
import {
  MOST_SAVED_REPLIES,
  type NewSavedReply,
  type SavedReply,
  type SavedReplyChange,
} from '@everthread/shared/models/saved-reply';
import { and, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { oneAtATime } from '../db/one-at-a-time.ts';
import { savedReplies } from '../db/schema/saved-replies.ts';
import { AppError } from '../errors.ts';
import { mayUse, noSuchReply } from './saved-replies.ts';
import { toSavedReply } from './saved-reply-view.ts';

/** Saves words for the agent alone or for the team. Safe to repeat with one id. */
export async function createSavedReply(
  ctx: Context<AgentActor>,
  { id, name, text, isPrivate, actions }: NewSavedReply,
): Promise<SavedReply> {
  demandContent({ text, actions });
  const { workspaceId } = ctx.actor;
  const [, , [row]] = await inWorkspace(ctx, [
    oneAtATime(ctx, 'saved-replies'),
    ctx.db.execute(sql`
      with made as (
      insert into ${savedReplies} (workspace_id, id, owner_id, name, text, actions, changed_at)
      select ${workspaceId}::uuid, ${id}::uuid, ${isPrivate ? sql`current_agent()` : sql`null`}, ${name}, ${text},
        ${JSON.stringify(actions)}::jsonb, ${ctx.now().toISOString()}::timestamptz
      where ${hasPlace(ctx)}
      on conflict do nothing
      returning workspace_id, owner_id, name)
      ${recordAudit(ctx, 'saved_reply.created', { subject: name }, sql`made where owner_id is null`)}`),
    ctx.db
      .select()
      .from(savedReplies)
      .where(and(eq(savedReplies.workspaceId, workspaceId), eq(savedReplies.id, id), mayUse(ctx))),
  ]);
  if (!row)
    throw new AppError(
      'conflict',
      `A workspace can save ${MOST_SAVED_REPLIES} replies, and each needs an id of its own`,
    );
  return toSavedReply(row);
}

/** Changes one's own or the team's. What was removed can be brought back, where there is a place for it. */
export async function changeSavedReply(
  ctx: Context<AgentActor>,
  id: SavedReplyId,
  { isPrivate, isRemoved, ...change }: SavedReplyChange,
): Promise<SavedReply> {
  const mayStand = isRemoved === false ? sql`(${savedReplies.removedAt} is null or ${hasPlace(ctx)})` : sql`true`;
  const teams = sql`(select workspace_id, name from ${savedReplies}
    where ${mayUse(ctx, id)} and ${mayStand} and owner_id is null) as teams`;
  const what = isRemoved ? 'saved_reply.removed' : 'saved_reply.changed';
  const [, [known], , [row]] = await inWorkspace(ctx, [
    oneAtATime(ctx, 'saved-replies'),
    ctx.db.select({ id: savedReplies.id }).from(savedReplies).where(mayUse(ctx, id)),
    ctx.db.execute(recordAudit(ctx, what, { subject: sql`name` }, teams)),
    ctx.db
      .update(savedReplies)
      .set({
        ...(change.name !== undefined && { name: change.name }),
        ...(change.text !== undefined && { text: change.text }),
        ...(change.actions !== undefined && { actions: change.actions }),
        ...(isPrivate !== undefined && { ownerId: isPrivate ? sql`current_agent()` : null }),
        ...(isRemoved !== undefined && { removedAt: isRemoved ? ctx.now() : null }),
        changedAt: ctx.now(),
      })
      .where(and(mayUse(ctx, id), mayStand))
      .returning(),
  ]);
  if (!known) throw noSuchReply();
  if (!row) throw new AppError('conflict', `A workspace can save ${MOST_SAVED_REPLIES} replies: remove another first`);
  return toSavedReply(row);
}

const hasPlace = ({ actor }: Context<AgentActor>) => sql`
  (select count(*) from ${savedReplies} other
    where other.workspace_id = ${actor.workspaceId} and other.removed_at is null) < ${MOST_SAVED_REPLIES}`;

function demandContent({ text, actions }: Pick<NewSavedReply, 'text' | 'actions'>): void {
  if (text === '' && Object.keys(actions).length === 0) {
    throw new AppError('invalid', 'A saved reply must say something, or do something');
  }
}
