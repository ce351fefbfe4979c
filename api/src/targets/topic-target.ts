import type { TopicTarget } from '@everthread/shared/models/topic-target';
import { type SQL, sql } from 'drizzle-orm';
import { targets, topicTargets } from '../db/schema/targets.ts';

/** A column of `topics`: of the targets that run in it, the one that comes due first, as the team sees it. */
export const targetOfTopic: SQL<TopicTarget | null> = sql`(
  select jsonb_build_object('targetId', running.target_id, 'name', target.name, 'kind', running.kind,
    'dueAt', to_char(running.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'state', case when running.outcome = 'breached' then 'breached' when running.warned_at is not null then 'soon' else 'open' end)
  from ${topicTargets} running join ${targets} target on target.workspace_id = running.workspace_id and target.id = running.target_id
  where running.workspace_id = "topics"."workspace_id" and running.topic_id = "topics"."id" and running.ended_at is null
    and running.due_at is not null
  order by running.due_at, running.id limit 1)`;

/** A column beside those of `topics`: whether the workspace has any targets. Asked once, not for each row. */
export const hasTargets: SQL<boolean> = sql`exists (select from ${targets} target
  where target.workspace_id = current_workspace() and target.removed_at is null)`;
