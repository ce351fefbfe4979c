import type { Mention } from '@everthread/shared/models/message';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { agents } from '../db/schema/agents.ts';
import { mentions } from '../db/schema/mentions.ts';
import { teamMembers, teams } from '../db/schema/teams.ts';
import { recordEach } from '../outbox/record-event.ts';

/** Whom a note names, as it is kept: those that there are here, and no others. */
export const knownMentions = (named: readonly Mention[]): SQL =>
  sql`(select jsonb_agg(named.value) from jsonb_array_elements(${JSON.stringify(named)}::jsonb) named
    where exists (select from ${agents} agent where agent.workspace_id = current_workspace()
        and agent.id = (named.value->>'id')::uuid and agent.left_at is null and named.value->>'kind' = 'agent')
      or exists (select from ${teams} team where team.workspace_id = current_workspace()
        and team.id = (named.value->>'id')::uuid and team.removed_at is null and named.value->>'kind' = 'team'))`;

/**
 * Two parts of the statement that stores a note (as `stored`): everybody who is named, by himself or with his team,
 * finds it among his mentions, once; and that it happened. Who writes it is not told of himself.
 */
export const mentionAgents = (ctx: Context): SQL => sql`
    mentioned as (
      insert into ${mentions} (workspace_id, agent_id, message_id, team_id, at)
      select distinct on (meant.agent_id) stored.workspace_id, meant.agent_id, stored.id, meant.team_id, stored.sent_at
      from stored, (
        select agent.id as agent_id, null::uuid as team_id from stored, jsonb_array_elements(stored.mentions) named, ${agents} agent
          where named.value->>'kind' = 'agent' and agent.workspace_id = current_workspace()
            and agent.id = (named.value->>'id')::uuid
        union all
        select member.agent_id, member.team_id from stored, jsonb_array_elements(stored.mentions) named, ${teamMembers} member
          join ${agents} agent on agent.workspace_id = member.workspace_id and agent.id = member.agent_id
            and agent.left_at is null
          where named.value->>'kind' = 'team' and member.workspace_id = current_workspace()
            and member.team_id = (named.value->>'id')::uuid
      ) meant
      where meant.agent_id <> stored.agent_id
      order by meant.agent_id, meant.team_id nulls first
      returning workspace_id, agent_id, message_id
    ),
    mentions_told as (
      ${recordEach('agent.mentioned', { agentId: sql`agent_id`, messageId: sql`message_id`, thread: sql`null` }, sql`mentioned`, ctx.now())}
    )`;
