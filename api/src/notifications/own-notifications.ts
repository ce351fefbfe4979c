import {
  MOST_UNREAD,
  type NotificationChange,
  type NotificationSettings,
  type Notifications,
} from '@everthread/shared/models/notification';
import { and, desc, eq, gt, or, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { teamMembers } from '../db/schema/teams.ts';
import { topicFollowers, topicReads, topics } from '../db/schema/topics.ts';
import { selectTopicsAsRead } from '../topics/topic-rows.ts';
import { toTopic } from '../topics/topic-view.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';

const RECENT_MS = 30 * 24 * 60 * 60 * 1000;

/** Of what the asking agent is told and how, and in which open topics that concern him something is unread, newest first. */
export async function ownNotifications(ctx: Context<AgentActor>): Promise<Notifications> {
  const [[self], unread] = await inWorkspace(atLeast('viewer', ctx), [selectOwn(ctx), selectUnread(ctx)]);
  return {
    settings: self?.settings ?? DEFAULT_SETTINGS,
    unread: unread.map(({ readSeq, ...row }) => ({ topic: toTopic(row), readSeq: readSeq ?? 0 })),
  };
}

/** Changes what is named, of the kinds and of their ways too; the rest stays. */
export async function changeNotifications(
  ctx: Context<AgentActor>,
  { kinds, ...change }: NotificationChange,
): Promise<NotificationSettings> {
  const json = (part: object) => sql`${JSON.stringify(part)}::jsonb`;
  const before = sql`coalesce(${agents.notifications}, ${json(DEFAULT_SETTINGS)})`;
  const [[changed]] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .update(agents)
      .set({
        notifications: sql`${before} || ${json(change)} || jsonb_build_object('kinds', ${before} -> 'kinds' || (
          select coalesce(jsonb_object_agg(kind.name, ${json(DEFAULT_SETTINGS.kinds)} -> kind.name
            || coalesce(${before} -> 'kinds' -> kind.name, '{}') || kind.ways), '{}')
          from jsonb_each(${json(kinds ?? {})}) kind (name, ways)))`,
      })
      .where(isSelf(ctx))
      .returning({ settings: agents.notifications }),
  ]);
  return changed?.settings ?? DEFAULT_SETTINGS;
}

const isSelf = ({ actor }: Context<AgentActor>) =>
  and(eq(agents.workspaceId, actor.workspaceId), eq(agents.id, sql`current_agent()`));

const selectOwn = (ctx: Context<AgentActor>) =>
  ctx.db.select({ settings: agents.notifications }).from(agents).where(isSelf(ctx));

function selectUnread(ctx: Context<AgentActor>) {
  const { workspaceId } = ctx.actor;
  return selectTopicsAsRead(ctx.db)
    .where(
      and(
        eq(topics.workspaceId, workspaceId),
        eq(topics.status, 'open'),
        gt(topics.lastMessageAt, new Date(ctx.now().getTime() - RECENT_MS)),
        sql`${topics.lastVisitorSeq} > coalesce(${topicReads.seq}, 0)`,
        or(
          sql`${topics.assigneeId} = current_agent()`,
          sql`(${topics.assigneeId} is null and (${topics.teamId} is null or ${topics.teamId} in (
            select team_id from ${teamMembers} where workspace_id = ${workspaceId} and agent_id = current_agent())))`,
          sql`${topics.id} in (
            select topic_id from ${topicFollowers} where workspace_id = ${workspaceId} and agent_id = current_agent())`,
        ),
      ),
    )
    .orderBy(desc(topics.lastMessageAt), desc(topics.id))
    .limit(MOST_UNREAD);
}
