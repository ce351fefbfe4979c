import type { WorkStatus } from '@everthread/shared/models/topic';
import type { ViewFilters, ViewSort } from '@everthread/shared/models/view';
import { type SQL, sql } from 'drizzle-orm';
import { readCursor, type TopicCursor, writeCursor } from './topic-cursor.ts';
import type { TopicDetails } from './topic-rows.ts';

/** An order in which an index gives the rows of one status: what it sorts by, where a page goes on, which rows it holds. */
type Walk = { order: SQL; beyond: SQL | undefined; holds: SQL | undefined };

/** What a list is sorted by. The indexes are made with `desc nulls last`, and only the same words find them. */
export function orderOf(sort: ViewSort, table: 'topic' | 'topics'): SQL {
  const words: Readonly<Record<ViewSort, string>> = {
    newest: `${table}.last_message_at desc nulls last, ${table}.id desc nulls last`,
    waiting: `${table}.waiting_rank, ${table}.id`,
    priority: `${table}.priority desc nulls last, ${table}.waiting_rank, ${table}.id`,
    promise: `${table}.promise_rank, ${table}.id`,
    target: `${table}.target_rank, ${table}.id`,
  };
  return sql.raw(words[sort]);
}

/** How the rows of one status are read: in one walk, or in several whose rows together, sorted, are the list. */
export function walksOf(sort: ViewSort, before: string | undefined): readonly Walk[] {
  switch (sort) {
    case 'newest': {
      const at = before === undefined ? undefined : readCursor(before, sort);
      const beyond = at && sql`(topic.last_message_at, topic.id) < (${at.lastMessageAt}::timestamptz, ${at.id}::uuid)`;
      return [{ order: orderOf(sort, 'topic'), beyond, holds: undefined }];
    }
    case 'waiting': {
      const at = before === undefined ? undefined : readCursor(before, sort);
      return [{ order: orderOf(sort, 'topic'), beyond: at && longerThan(at), holds: undefined }];
    }
    case 'priority': {
      const at = before === undefined ? undefined : readCursor(before, sort);
      // Few topics press; the rest stands in the order of waiting. Each part has an index.
      const pressing =
        at && sql`topic.priority <= ${at.priority} and (topic.priority < ${at.priority} or ${longerThan(at)})`;
      const rest = at && at.priority === 0 ? longerThan(at) : undefined;
      const isAmongTheRest = at?.priority === 0;
      return [
        ...(isAmongTheRest
          ? []
          : [{ order: orderOf(sort, 'topic'), beyond: pressing, holds: sql`topic.priority > 0` }]),
        { order: orderOf('waiting', 'topic'), beyond: rest, holds: sql`topic.priority = 0` },
      ];
    }
    case 'promise': {
      const at = before === undefined ? undefined : readCursor(before, sort);
      const beyond =
        at && sql`(topic.promise_rank, topic.id) > (${at.promiseDueAt ?? 'infinity'}::timestamptz, ${at.id}::uuid)`;
      return [{ order: orderOf(sort, 'topic'), beyond, holds: undefined }];
    }
    case 'target': {
      const at = before === undefined ? undefined : readCursor(before, sort);
      const beyond =
        at && sql`(topic.target_rank, topic.id) > (${at.targetDueAt ?? 'infinity'}::timestamptz, ${at.id}::uuid)`;
      return [{ order: orderOf(sort, 'topic'), beyond, holds: undefined }];
    }
    default:
      return sort satisfies never;
  }
}

const longerThan = ({ waitingSince, id }: { waitingSince: string | null; id: string }) =>
  sql`(topic.waiting_rank, topic.id) > (${waitingSince ?? 'infinity'}::timestamptz, ${id}::uuid)`;

/**
 * Whose rows are nobody's: an index on the assignee gives them in order only to who asks for that order by name. An
 * `is null` binds the column without the planner's knowing that it does.
 */
export function sayWhoseNobodys({ assignee, team }: ViewFilters): SQL {
  const isNobodys = (choices: readonly string[] | undefined) => choices?.length === 1 && choices[0] === 'nobody';
  if (isNobodys(assignee)) return sql`topic.assignee_id, `;
  return isNobodys(team) ? sql`topic.team_id, ` : sql``;
}

export const ALL_STATUSES: readonly WorkStatus[] = ['open', 'waiting', 'snoozed', 'done'];

/** Where a page that ends with this row is gone on from. */
export function cursorAfter(sort: ViewSort, row: TopicDetails): string {
  const { id, priority } = row;
  const waitingSince = row.waitingSince?.toISOString() ?? null;
  const at: Readonly<Record<ViewSort, TopicCursor>> = {
    newest: { sort: 'newest', lastMessageAt: row.lastMessageAt.toISOString(), id },
    waiting: { sort: 'waiting', waitingSince, id },
    priority: { sort: 'priority', priority, waitingSince, id },
    promise: { sort: 'promise', promiseDueAt: row.promiseDueAt?.toISOString() ?? null, id },
    target: { sort: 'target', targetDueAt: row.targetDueAt?.toISOString() ?? null, id },
  };
  return writeCursor(at[sort]);
}
