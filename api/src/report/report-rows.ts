import type { TeamId, WorkspaceId } from '@everthread/shared/models/ids';
import type { PromiseKind, PromiseOutcome } from '@everthread/shared/models/promise';
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { promises, waits } from '../db/schema/promises.ts';
import { topics } from '../db/schema/topics.ts';

/** The most cases of one kind that a report reads, the latest first. */
export const MOST_ROWS = 10_000;

/** Times in milliseconds. */
export type WaitRow = {
  kind: 'first' | 'next';
  team: TeamId | null;
  since: number;
  ended: number | null;
  how: 'replied' | 'left' | null;
};
export type PromiseRow = {
  kind: PromiseKind;
  team: TeamId | null;
  made: number;
  due: number;
  outcome: PromiseOutcome;
  quantiles: Record<string, number> | null; // seconds from when it was made, by share
  isRenewal: boolean;
  since: number | null; // of the wait that it was made for
  answered: number | null;
  waitedUntil: number | null; // in vain, or until now
};
export type DoneRow = { team: TeamId | null; started: number; done: number };
export type RatedRow = { score: number; count: number };
export type WaitingRow = { count: number };

const ms = (column: string): SQL => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

/** Five statements: waits, promises, topics that were done and ratings since a time; and how many wait now, since whenever. */
export function selectReportRows(db: Database, workspaceId: WorkspaceId, from: Date, now: Date) {
  const begin = sql`${from.toISOString()}::timestamptz`;
  return [
    db.execute<WaitRow>(sql`
      select kind, team_id as team, ${ms('since')} as since, ${ms('ended_at')} as ended, ended as how
      from ${waits} where workspace_id = ${workspaceId} and since >= ${begin} order by since desc limit ${MOST_ROWS}`),
    db.execute<PromiseRow>(sql`
      select promise.kind, promise.team_id as team, ${ms('promise.made_at')} as made, ${ms('promise.due_at')} as due, promise.outcome,
        promise.quantiles, promise.renews_id is not null as "isRenewal", ${ms('promise.waiting_since')} as since,
        case when wait.ended = 'replied' then ${ms('wait.ended_at')} end as answered,
        case when wait.ended is distinct from 'replied' and wait.since is not null
          then coalesce(${ms('wait.ended_at')}, ${now.getTime()}::float8) end as "waitedUntil"
      from ${promises} promise left join ${waits} wait on wait.workspace_id = promise.workspace_id
        and wait.topic_id = promise.topic_id and wait.since = promise.waiting_since
      where promise.workspace_id = ${workspaceId} and promise.due_at >= ${begin}
      order by promise.due_at desc limit ${MOST_ROWS}`),
    db.execute<DoneRow>(sql`
      select team_id as team, ${ms('started_at')} as started, ${ms('done_at')} as done
      from ${topics} where workspace_id = ${workspaceId} and status = 'done' and done_at >= ${begin}
      order by done_at desc limit ${MOST_ROWS}`),
    db.execute<RatedRow>(sql`
      select rating as score, count(*)::integer as count from ${topics}
      where workspace_id = ${workspaceId} and rated_at >= ${begin} and rating is not null group by rating`),
    db.execute<WaitingRow>(sql`
      select count(*)::integer as count from ${waits} where workspace_id = ${workspaceId} and ended_at is null`),
  ] as const;
}
