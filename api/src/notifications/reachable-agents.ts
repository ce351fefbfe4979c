import type { NoticeKind } from '@everthread/shared/models/notification';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { agents } from '../db/schema/agents.ts';
import { sessions, users } from '../db/schema/auth.ts';
import { pushDevices } from '../db/schema/push.ts';
import { teamMembers } from '../db/schema/teams.ts';
import { topicFollowers } from '../db/schema/topics.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';

const UNSEEN_MS = 60 * 24 * 60 * 60 * 1000;

/**
 * `device` on the agents to whom it belongs: signed in there still, not taken off their list, and not gone from this
 * workspace. What its browser
 * has not confirmed for two months is dead, whatever its push service says.
 */
export const livingDevices = ({ actor, now }: Context): SQL => sql`
  ${pushDevices} device
    join ${sessions} session on session.id = device.session_id and session.user_id = device.user_id
      and session.expires_at > ${now().toISOString()}::timestamptz and device.forgotten_at is null
    join ${agents} agent on agent.workspace_id = ${actor.workspaceId} and agent.user_id = device.user_id
      and agent.left_at is null and device.confirmed_at > ${new Date(now().getTime() - UNSEEN_MS).toISOString()}::timestamptz`;

/** `agent` who can be told while he is away, by a push or in his mailbox. Ends within a condition. */
export const reachableAgents = (ctx: Context): SQL => sql`
  ${agents} agent where agent.workspace_id = ${ctx.actor.workspaceId} and agent.left_at is null
    and (agent.id in (select agent.id from ${livingDevices(ctx)}) or exists (select from ${users} mailbox
      where mailbox.id = agent.user_id and mailbox.email_verified))`;

/** Whether `agent` wants what visitors write to be mailed, or what one writes in `topic` where it is his. */
export const wantsVisitorsMailed: SQL = sql`(${wantsMail('followed')} or ${wantsMail('team')} or ${wantsMail('unassigned')}
  or (topic.assignee_id = agent.id and ${wantsMail('mine')}))`;

function wantsMail(kind: NoticeKind): SQL {
  const asItComes = DEFAULT_SETTINGS.kinds[kind].mail;
  return sql`coalesce((agent.notifications -> 'kinds' -> ${sql.raw(`'${kind}'`)} ->> 'mail')::boolean, ${sql.raw(`${asItComes}`)})`;
}

/** What a visitor's message in `topic` is to `agent`: null where it is no concern of his. */
export const visitorKind: SQL = sql`
  case
    when agent.role = 'viewer' then null
    when topic.assignee_id = agent.id then 'mine'
    when exists (select from ${topicFollowers} follower where follower.workspace_id = topic.workspace_id
      and follower.topic_id = topic.id and follower.agent_id = agent.id) then 'followed'
    when topic.assignee_id is not null then null
    when topic.team_id is null then 'unassigned'
    when exists (select from ${teamMembers} member where member.workspace_id = topic.workspace_id
      and member.team_id = topic.team_id and member.agent_id = agent.id) then 'team'
  end`;

/** Of the row `promise`: the team was told that it will hardly be kept, and it is neither kept nor broken yet. */
export const isAtRisk: SQL = sql`promise.outcome = 'open' and promise.at_risk_at is not null`;
