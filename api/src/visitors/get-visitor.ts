import type { TagId, VisitorId } from '@everthread/shared/models/ids';
import type { VisitorDetails } from '@everthread/shared/models/visitor-details';
import { and, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { flowRuns } from '../db/schema/flows.ts';
import { threads } from '../db/schema/threads.ts';
import { tags, topics } from '../db/schema/topics.ts';
import { visitorMerges } from '../db/schema/visitor-merges.ts';
import { visitorTags } from '../db/schema/visitor-tags.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { whySuppressed } from '../mail/suppressions.ts';
import { toVisitorDetails } from './visitor-view.ts';

/** All that the team knows of a visitor; to a viewer without what is private. Throws `not_found`. */
export async function getVisitor(ctx: Context<AgentActor>, visitorId: VisitorId): Promise<VisitorDetails> {
  const [[row], devices] = await inWorkspace(atLeast('viewer', ctx), selectDetails(ctx, visitorId));
  if (!row) throw noSuchVisitor();
  return toVisitorDetails(row, devices, ctx.now(), await whyNoMail(ctx, row));
}

/** Why nothing is mailed to him where he wants it, if so. */
export const whyNoMail = async (ctx: Context, { mailAddress }: { mailAddress: string | null }) =>
  mailAddress === null ? null : whySuppressed(ctx, mailAddress);

/** His tags that are in use, by their names. */
export const tagIdsOfVisitor: SQL<TagId[]> = sql`(
  select coalesce(json_agg(tag.id order by lower(tag.name)), '[]')
  from ${visitorTags} tagged join ${tags} tag on tag.workspace_id = tagged.workspace_id and tag.id = tagged.tag_id
  where tagged.workspace_id = visitors.workspace_id and tagged.visitor_id = visitors.id and tag.removed_at is null)`;

export type MergeRow = Pick<typeof visitorMerges.$inferSelect, 'id' | 'mergedId' | 'mergedName' | 'agentId'> & {
  at: string;
};

/** Who was merged into him and still is. */
const mergesOfVisitor: SQL<MergeRow[]> = sql`(
  select coalesce(json_agg(json_build_object('id', merge.id, 'mergedId', merge.merged_id, 'mergedName', merge.merged_name,
    'agentId', merge.agent_id, 'at', merge.at) order by merge.at desc), '[]')
  from ${visitorMerges} merge
  where merge.workspace_id = visitors.workspace_id and merge.kept_id = visitors.id and merge.state = 'merged')`;

/** What he answered flows, the latest under each name. */
const toldByVisitor: SQL<ToldRow[]> = sql`(
  select coalesce(json_agg(told order by told.name), '[]') from (
    select distinct on (answer.key) answer.key as name, answer.value, run.started_at as at
    from ${threads} its
      join ${topics} topic on topic.workspace_id = its.workspace_id and topic.thread_id = its.id
      join ${flowRuns} run on run.workspace_id = topic.workspace_id and run.topic_id = topic.id
      cross join lateral jsonb_each_text(run.state -> 'answers') answer
    where its.workspace_id = visitors.workspace_id and its.visitor_id = visitors.id
    order by answer.key, run.started_at desc) told)`;
export type ToldRow = { name: string; value: string; at: string };

export const noSuchVisitor = () => new AppError('not_found', 'No such visitor');

/** Two statements: the visitor, as the asking agent may see him, and his devices. */
export const selectDetails = ({ db, actor: { workspaceId } }: Context<AgentActor>, visitorId: VisitorId) =>
  [
    db
      .select({
        ...getTableColumns(visitors),
        privateAttributes: sql`case when current_agent_role() = 'viewer' then '{}'::jsonb
          else ${visitors.privateAttributes} end`.mapWith(visitors.privateAttributes),
        tagIds: tagIdsOfVisitor,
        merges: mergesOfVisitor,
        told: toldByVisitor,
      })
      .from(visitors)
      .where(and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, visitorId))),
    db
      .select({
        createdAt: visitorKeys.createdAt,
        lastUsedAt: visitorKeys.lastUsedAt,
        provenBy: visitorKeys.provenBy,
      })
      .from(visitorKeys)
      .where(and(eq(visitorKeys.workspaceId, workspaceId), eq(visitorKeys.visitorId, visitorId)))
      .orderBy(desc(visitorKeys.lastUsedAt)),
  ] as const;
