import { PRIORITIES } from '@everthread/shared/client/topic-order';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Priority } from '@everthread/shared/models/topic';
import type { ViewFilters } from '@everthread/shared/models/view';
import { type SQL, sql } from 'drizzle-orm';
import { threads } from '../db/schema/threads.ts';
import { topicTags } from '../db/schema/topics.ts';
import { visitorTags } from '../db/schema/visitor-tags.ts';
import { visitors } from '../db/schema/visitors.ts';
import { isMentionedIn } from '../mentions/list-mentions.ts';

/**
 * The condition that a row `topic` of `topics` belongs into a view, but for its status. Every comparison is one that
 * row-level security lets an index answer. The same as `matches` says in a browser.
 */
export function viewCondition(workspaceId: WorkspaceId, filters: ViewFilters, now: Date): SQL {
  const { assignee, team, tag, priority, channel, waitingMinutes } = filters;
  const all = [
    assignee && assigned(assignee),
    team && among(sql`topic.team_id`, team),
    tag &&
      sql`exists (select from ${topicTags} tagged where tagged.workspace_id = ${workspaceId}
        and tagged.topic_id = topic.id and tagged.tag_id in ${[...tag]})`,
    priority && sql`topic.priority in ${priority.map(priorityNumber)}`,
    channel && sql`topic.channel in ${[...channel]}`,
    waitingMinutes !== undefined &&
      sql`topic.waiting_since <= ${new Date(now.getTime() - waitingMinutes * 60_000).toISOString()}::timestamptz`,
    filters.mentions && isMentionedIn(workspaceId),
    visitorCondition(workspaceId, filters),
  ].filter((condition): condition is SQL => Boolean(condition));
  return all.length > 0 ? sql.join(all, sql` and `) : sql`true`;
}

const priorityNumber = (priority: Priority): number => PRIORITIES.indexOf(priority);

function assigned(choices: NonNullable<ViewFilters['assignee']>): SQL {
  const others = choices.filter((choice) => choice !== 'me');
  const own = sql`topic.assignee_id = current_agent()`;
  if (others.length === choices.length) return among(sql`topic.assignee_id`, others);
  return others.length === 0 ? own : sql`(${own} or ${among(sql`topic.assignee_id`, others)})`;
}

function among(column: SQL, choices: readonly string[]): SQL {
  const ids = choices.filter((choice) => choice !== 'nobody');
  const named = sql`${column} in ${ids}`;
  if (ids.length === choices.length) return named;
  return ids.length === 0 ? sql`${column} is null` : sql`(${column} is null or ${named})`;
}

function visitorCondition(
  workspaceId: WorkspaceId,
  { language, page, attributes = [], visitorTag }: ViewFilters,
): SQL | undefined {
  const all = [
    visitorTag &&
      sql`exists (select from ${visitorTags} labelled where labelled.workspace_id = ${workspaceId}
        and labelled.visitor_id = visitor.id and labelled.tag_id in ${[...visitorTag]})`,
    language && sql`split_part(visitor.language, '-', 1) in ${[...language]}`,
    page !== undefined && sql`position(${page} in visitor.page_url) > 0`,
    ...attributes.map(
      ({ key, value }) =>
        sql`(jsonb_typeof(visitor.attributes -> ${key}) not in ('object', 'array') and visitor.attributes ->> ${key} = ${value})`,
    ),
  ].filter((condition): condition is SQL => Boolean(condition));
  if (all.length === 0) return undefined;
  return sql`exists (select from ${threads} thread
      join ${visitors} visitor on visitor.workspace_id = thread.workspace_id and visitor.id = thread.visitor_id
    where thread.workspace_id = ${workspaceId} and thread.id = topic.thread_id and ${sql.join(all, sql` and `)})`;
}
