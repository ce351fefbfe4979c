import type { ThreadId, TopicId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { uuids } from '../db/lists.ts';
import { topicTargets } from '../db/schema/targets.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { recordAll, recordEach } from '../outbox/record-event.ts';
import type { Stand } from './stand-of-topic.ts';

/** What the targets of a topic have come to, and at which of its revisions that was read. */
export type Stands = { topicId: TopicId; threadId: ThreadId; rev: number; stands: readonly Stand[] };

/**
 * Keeps what has changed, for when each is to be looked at again, and tells the team: all of it or nothing. Gives the
 * topics that somebody has changed since they were read; of those nothing is kept.
 */
export async function keepStands(ctx: Context<SystemActor>, changed: readonly Stands[]): Promise<TopicId[]> {
  const threadIds = uuids(changed.map(({ threadId }) => threadId));
  const [, kept] = await inWorkspace(ctx, [
    // In one order, so that two who keep something of the same threads do not wait for each other.
    ctx.db.execute(sql`select 1 from ${threads} where workspace_id = ${ctx.actor.workspaceId}
      and id = any(${threadIds}) order by id for update`),
    statement(ctx, changed),
    recordAll(ctx, looksAt(changed, ctx.now().getTime())),
  ]);
  const done = new Set(kept.rows.map(({ id }) => id));
  return changed.flatMap(({ topicId }) => (done.has(topicId) ? [] : [topicId]));
}

function statement(ctx: Context<SystemActor>, changed: readonly Stands[]) {
  const { workspaceId } = ctx.actor;
  const rows = changed.flatMap(({ topicId, stands }) =>
    stands.filter(({ isChanged }) => isChanged).map((stand) => ({ topicId, ...inTimes(stand) })),
  );
  const read = changed.map(({ topicId, rev, stands }) => ({
    topicId,
    rev,
    due: iso(nextDue(stands)),
    isNews: stands.some(({ news }) => news !== null),
  }));
  const columns = sql.raw(
    'workspace_id, id, topic_id, target_id, kind, since, team_id, minutes, in_office_hours, due_at, outcome, warned_at, breached_at, ended_at',
  );
  const changing = [
    'team_id',
    'minutes',
    'in_office_hours',
    'due_at',
    'outcome',
    'warned_at',
    'breached_at',
    'ended_at',
  ];
  const told = { topicId: sql`topic_id`, rev: sql`rev`, thread: sql`null` };
  return ctx.db.execute<{ id: TopicId }>(sql`
    with seen as (
      select topic.workspace_id, topic.thread_id, topic.id, read.due, read."isNews" as is_news
      from jsonb_to_recordset(${JSON.stringify(read)}::jsonb) as read("topicId" uuid, rev integer, due timestamptz, "isNews" boolean)
        join ${topics} topic on topic.workspace_id = ${workspaceId} and topic.id = read."topicId" and topic.rev = read.rev
    ),
    kept as (
      insert into ${topicTargets} (${columns})
      select seen.workspace_id, row.id, row."topicId", row."targetId", row.kind, row.since, row."teamId", row.minutes,
        row."inOfficeHours", row.due, row.outcome, row.warned, row.breached, row.ended
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id uuid, "topicId" uuid, "targetId" uuid, kind text,
          since timestamptz, "teamId" uuid, minutes integer, "inOfficeHours" boolean, due timestamptz, outcome text,
          warned timestamptz, breached timestamptz, ended timestamptz)
        join seen on seen.id = row."topicId"
      on conflict (workspace_id, topic_id, target_id, kind, since) do update set ${sql.raw(
        changing.map((column) => `${column} = excluded.${column}`).join(', '),
      )}
    ),
    thread as (
      update ${threads} thread set rev = thread.rev + 1 from (select distinct workspace_id, thread_id from seen) seen
      where thread.workspace_id = seen.workspace_id and thread.id = seen.thread_id
      returning thread.workspace_id, thread.id, thread.rev
    ),
    told as (
      update ${topics} topic set target_due_at = seen.due, rev = thread.rev from seen, thread
      where topic.workspace_id = seen.workspace_id and topic.id = seen.id
        and thread.workspace_id = seen.workspace_id and thread.id = seen.thread_id
      returning topic.workspace_id, topic.id as topic_id, topic.rev, seen.is_news
    ),
    changes as (${recordEach('target.changed', { topicId: told.topicId, thread: told.thread }, sql`told`, ctx.now())}),
    news as (${recordEach('target.unseen', { ...told, agentId: sql`null::uuid` }, sql`told where is_news`, ctx.now())})
    select id from seen`);
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const inTimes = ({ warnAt: _, isChanged: __, news: ___, ...stand }: Stand) => ({
  ...stand,
  since: iso(stand.since),
  due: iso(stand.due),
  warned: iso(stand.warned),
  breached: iso(stand.breached),
  ended: iso(stand.ended),
});

/** Of what runs, what comes due first: it may have passed. */
function nextDue(stands: readonly Stand[]): number | null {
  const due = stands.flatMap((stand) => (stand.ended === null && stand.due !== null ? [stand.due] : []));
  return due.length > 0 ? Math.min(...due) : null;
}

/** When there is something to look at again: a while before each time that has changed, and when it has come. */
function looksAt(changed: readonly Stands[], nowMs: number) {
  return changed.flatMap(({ topicId, stands }) => {
    const times = stands.flatMap(({ isChanged, ended, warned, breached, warnAt, due }) =>
      isChanged && ended === null ? [warned === null ? warnAt : null, breached === null ? due : null] : [],
    );
    const coming = new Set(times.flatMap((at) => (at !== null && at > nowMs ? [at] : [])));
    return [...coming].map((at) => ({ event: { type: 'target.due', topicId } as const, dueAt: new Date(at) }));
  });
}
