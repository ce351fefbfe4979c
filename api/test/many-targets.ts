import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../src/context.ts';
import { inWorkspace } from '../src/db/in-workspace.ts';

/** Whoever waits there is to be answered by a time that a target sets; some of them wait past it already. */
export const aimForWhoWaits = (workspace: Context<SystemActor>) =>
  inWorkspace(workspace, [
    workspace.db.execute(sql`
      with target as (
        insert into targets (workspace_id, id, name, filters, first_minutes, in_office_hours, created_at, removed_at)
        select ${workspace.actor.workspaceId}, gen_random_uuid(), 'An hour or ten', '{}', 60, false, now(), case when i > 1 then now() end
        from generate_series(1, 500) i
        returning workspace_id, id, removed_at
      ),
      running as (
        insert into topic_targets (workspace_id, id, topic_id, target_id, kind, since, minutes, in_office_hours, due_at, outcome)
        select topic.workspace_id, gen_random_uuid(), topic.id, target.id, 'first', topic.waiting_since, 60, false,
          topic.waiting_since + make_interval(mins => (extract(epoch from topic.waiting_since)::integer / 60) % 600), 'open'
        from topics topic join target on target.workspace_id = topic.workspace_id and target.removed_at is null
        where topic.waiting_since is not null
        returning *
      )
      update topics set target_due_at = running.due_at from running
      where topics.workspace_id = running.workspace_id and topics.id = running.topic_id`),
  ]);
