import type { NewTag, Tag } from '@everthread/shared/models/tag';
import { and, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { tags } from '../db/schema/topics.ts';
import { AppError } from '../errors.ts';
import { workspaceChanged } from '../workspaces/workspace-changed.ts';
import { toTag } from './tag-view.ts';
import { refuseTakenName } from './taken-name.ts';

/** Makes a tag, or brings one back that was removed: topics that had it have it again. Safe to repeat with one id. */
export async function createTag(ctx: Context<AgentActor>, { id, name, color }: NewTag): Promise<Tag> {
  const { workspaceId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const [, [tag]] = await refuseTakenName(
    inWorkspace(ctx, [
      ctx.db.execute(sql`
        with made as (
          insert into ${tags} (workspace_id, id, name, color, created_at)
          values (${workspaceId}::uuid, ${id}::uuid, ${name}, ${color}, ${now})
          on conflict (workspace_id, id) do update set name = excluded.name, color = excluded.color, removed_at = null
            where ${tags.removedAt} is not null
          returning workspace_id
        ),
        audited as (${recordAudit(ctx, 'tag.created', { subject: name }, sql`made`)})
        ${workspaceChanged(ctx, sql`made`)}`),
      ctx.db
        .select()
        .from(tags)
        .where(and(eq(tags.workspaceId, workspaceId), eq(tags.id, id))),
    ]),
  );
  if (tag?.name !== name || tag.color !== color) {
    throw new AppError('conflict', 'This id already stands for another tag. Choose a new id');
  }
  return toTag(tag);
}
