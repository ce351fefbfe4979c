import type { TagId } from '@everthread/shared/models/ids';
import type { Tag, TagChange } from '@everthread/shared/models/tag';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { tags } from '../db/schema/topics.ts';
import { AppError } from '../errors.ts';
import { workspaceChanged } from '../workspaces/workspace-changed.ts';
import { toTag } from './tag-view.ts';
import { refuseTakenName } from './taken-name.ts';

/** Gives a tag another name or colour, on all topics that have it. */
export async function changeTag(ctx: Context<AgentActor>, tagId: TagId, { name, color }: TagChange): Promise<Tag> {
  const thatTag = and(eq(tags.workspaceId, ctx.actor.workspaceId), eq(tags.id, tagId), isNull(tags.removedAt));
  const [, [tag]] = await refuseTakenName(
    inWorkspace(ctx, [
      ctx.db.execute(sql`
        with before as (select workspace_id, name from ${tags} where ${thatTag}),
        changed as (
          update ${tags} set name = coalesce(${name ?? null}, name), color = coalesce(${color ?? null}, color)
          where ${thatTag} returning workspace_id
        ),
        audited as (${recordAudit(ctx, 'tag.changed', { from: sql`name`, to: name ?? color ?? '' }, sql`before`)})
        ${workspaceChanged(ctx, sql`changed`)}`),
      ctx.db.select().from(tags).where(thatTag),
    ]),
  );
  if (!tag) throw new AppError('not_found', 'No such tag');
  return toTag(tag);
}

/** Takes a tag out of use. Topics keep it unseen, so that making it again, under its id, brings it back. Safe to repeat. */
export async function removeTag(ctx: Context<AgentActor>, tagId: TagId): Promise<void> {
  const thatTag = and(eq(tags.workspaceId, ctx.actor.workspaceId), eq(tags.id, tagId));
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const [, [tag]] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      with removed as (
        update ${tags} set removed_at = ${now} where ${thatTag} and ${isNull(tags.removedAt)} returning workspace_id, name
      ),
      audited as (${recordAudit(ctx, 'tag.removed', { subject: sql`name` }, sql`removed`)})
      ${workspaceChanged(ctx, sql`removed`)}`),
    ctx.db.select({ id: tags.id }).from(tags).where(thatTag),
  ]);
  if (!tag) throw new AppError('not_found', 'No such tag');
}
