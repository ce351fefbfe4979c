import type { TopicId } from '@everthread/shared/models/ids';
import type { MacroActions, MacroRun } from '@everthread/shared/models/saved-reply';
import type { TopicChange } from '@everthread/shared/models/topic-change';
import { sql } from 'drizzle-orm';
import type { AbsentAgentActor, Context } from '../context.ts';
import { agents } from '../db/schema/agents.ts';
import { messages } from '../db/schema/messages.ts';
import { teams } from '../db/schema/teams.ts';
import { changeStatement } from '../topics/change-statement.ts';
import { isOf, type ScheduledRow } from './scheduled-rows.ts';

/**
 * What a reply does to its topic as it goes: none or one statement, in its transaction. Nothing where the reply did not
 * go into that topic, or where whoever the topic was to be given to is not here any more.
 */
export function macroStatements(ctx: Context<AbsentAgentActor>, reply: ScheduledRow) {
  const { macro, latestTopicId } = reply;
  if (!macro || !latestTopicId || Object.keys(macro.actions).length === 0) return [];
  const change = toTopicChange(macro, ctx.actor.agentId, ctx.now());
  const isThere = (table: typeof agents | typeof teams, wanted: string | null | undefined) =>
    wanted
      ? sql`exists (select from ${table} there where there.workspace_id = topic.workspace_id and there.id = ${wanted})`
      : sql`true`;
  const isMeant = sql`topic.workspace_id = ${ctx.actor.workspaceId} and topic.id = ${latestTopicId}
    and topic.status <> 'merged' and ${isThere(agents, change.assigneeId)} and ${isThere(teams, change.teamId)}
    and exists (select from ${messages} sent where ${isOf(ctx, reply)} and sent.topic_id = topic.id)`;
  return [changeStatement(ctx, latestTopicId satisfies TopicId, change, isMeant)];
}

/** As a change by hand would say it. */
function toTopicChange({ changeId, actions }: MacroRun, me: AbsentAgentActor['agentId'], now: Date): TopicChange {
  const { addTagIds, assigneeId, teamId, priority } = actions;
  return {
    id: changeId,
    ...(addTagIds && { addTagIds }),
    ...(assigneeId && { assigneeId: assigneeId === 'me' ? me : assigneeId === 'nobody' ? null : assigneeId }),
    ...(teamId && { teamId: teamId === 'none' ? null : teamId }),
    ...(priority && { priority }),
    ...turn(actions, now),
  };
}

function turn({ snoozeHours, status }: MacroActions, now: Date): Partial<TopicChange> {
  if (snoozeHours) {
    return { status: 'snoozed', snoozedUntil: new Date(now.getTime() + snoozeHours * 3_600_000).toISOString() };
  }
  return status ? { status } : {};
}
