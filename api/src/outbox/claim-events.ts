import type { ThreadId, WorkspaceId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { oneAtATime } from '../db/one-at-a-time.ts';
import { outbox } from '../db/schema/outbox.ts';
import { log } from '../log.ts';
import type { SentRows } from '../messages/message-rows.ts';
import { selectForRooms } from '../realtime/read-messages.ts';
import { deleteDone } from '../search/queue-done.ts';
import type { OutboxEvent } from './events.ts';
import type { Outcome } from './outcome.ts';
import { MOST_TRIES } from './retry-delay.ts';

/** `ahead`: the messages of these events. `nextDueAt`: when something waits that cannot be claimed yet, the earliest time at which it can. */
export type Claim = { events: ClaimedEvent[]; nextDueAt: Date | undefined; ahead?: SentRows[] };
export type ClaimedEvent = { id: number; threadId: ThreadId | null; attempts: number; event: OutboxEvent };

// Longer than a handler may take. When a Worker dies its threads' news wait for so long; taken over too early they are
// told twice, which does no harm.
const CLAIM_MS = 15_000;
/** Until when what is claimed now is nobody else's. */
export const claimEnd = ({ now }: Pick<Context, 'now'>) => new Date(now().getTime() + CLAIM_MS);

const BATCH = 50;

type Row = { id: string; thread_id: ThreadId | null; attempts: number; type: string; payload: object };

/**
 * One trip: stores how the events claimed before have ended, drops what is stale, then claims what is due, in the order
 * in which it happened. Once an event was tried and is not done, later ones of its thread wait behind it. What was tried before is
 * claimed one at a time, so that an event that kills its Worker takes no others along.
 */
export async function claimEvents(ctx: Context<SystemActor>, outcomes: readonly Outcome[]): Promise<Claim> {
  const { workspaceId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const until = sql`${claimEnd(ctx).toISOString()}::timestamptz`;
  const isFree = isFreeAt(now);

  // Together, for what is there seldom should not cost every message three statements.
  const tidyUp = ctx.db.execute<{ stale: { type: string; count: number }[]; next: number | null }>(sql`
    with parked as (
      update ${outbox} set parked_at = ${now}, claimed_until = null, last_error = coalesce(last_error, 'died')
      where workspace_id = ${workspaceId} and parked_at is null and attempts >= ${MOST_TRIES} and ${isFree}
    ),
    dropped as (
      delete from ${outbox}
      where workspace_id = ${workspaceId} and expires_at <= ${now} and parked_at is null and attempts < ${MOST_TRIES}
        and ${isFree}
      returning type
    )
    select
      (select coalesce(json_agg(json_build_object('type', type, 'count', count)), '[]')
        from (select type, count(*)::integer as count from dropped group by type) as by_type) as stale,
      (${nextDue(workspaceId, now)}) as next`);
  const claim = ctx.db.execute<Row>(sql`
    with due as (
      select id, attempts, due_at from ${outbox} event
      where ${isDue(workspaceId, now)}
    ),
    fresh as (select id from due where attempts = 0 order by id limit ${BATCH}),
    again as (select id from due where attempts > 0 and not exists (select from fresh) order by due_at, id limit 1),
    claimed as (
      update ${outbox} event set claimed_until = ${until}, attempts = event.attempts + 1
      where workspace_id = ${workspaceId} and id in (select id from fresh union all select id from again)
      returning id, thread_id, attempts, type, payload
    )
    select id, thread_id, attempts, type, payload from claimed order by id`);

  // Who comes with nothing to settle was sent by something that has just happened, mostly a message.
  const claimedMessages = sql`select (payload->>'messageId')::uuid from ${outbox}
    where workspace_id = ${workspaceId} and claimed_until = ${until} and type in ('message.sent', 'message.changed')`;
  const readAhead = outcomes.length === 0 ? [selectForRooms(ctx, claimedMessages)] : [];

  const before = [lockOutbox(ctx), ...settle(ctx, outcomes)];
  const results = await inWorkspace(ctx, [...before, tidyUp, claim, ...readAhead]);
  const [{ rows: tidied }, { rows }, ahead] = results.slice(before.length) as [
    Awaited<typeof tidyUp>,
    Awaited<typeof claim>,
    SentRows[]?,
  ];
  const [tidy] = tidied;
  for (const { type, count } of tidy?.stale ?? []) log('outbox.events_stale', { workspaceId, type, count });
  const events = rows.map(({ id, thread_id, attempts, type, payload }) => ({
    id: Number(id),
    threadId: thread_id,
    attempts,
    event: { type, ...payload } as OutboxEvent,
  }));
  return {
    events,
    nextDueAt: tidy?.next ? new Date(tidy.next) : undefined,
    ...(ahead && { ahead }),
  };
}

/** Stores how claimed events have ended, and says whether others wait, without claiming them. */
export async function settleEvents(
  ctx: Context<SystemActor>,
  outcomes: readonly Outcome[],
): Promise<{ isMoreDue: boolean; nextDueAt: Date | undefined }> {
  const { workspaceId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const look = ctx.db.execute<{ more: boolean; next: number | null }>(sql`
    select exists (select from ${outbox} event where ${isDue(workspaceId, now)}) as more,
      (${nextDue(workspaceId, now)}) as next`);
  // Under the lock: whoever then claims sees the events gone, or has left his own to be seen here.
  const results = await inWorkspace(ctx, [lockOutbox(ctx), ...settle(ctx, outcomes), look]);
  const [found] = (results.at(-1) as Awaited<typeof look>).rows;
  return { isMoreDue: found?.more ?? false, nextDueAt: found?.next ? new Date(found.next) : undefined };
}

/** Two at once would not see each other's claims, and could split a thread between them. */
const lockOutbox = (ctx: Context<SystemActor>) => oneAtATime(ctx, 'outbox');

const isFreeAt = (now: SQL) => sql`(claimed_until is null or claimed_until < ${now})`;

/** Of `event`: due, nobody's, and with none before it in its thread that was tried and is not done. */
const isDue = (workspaceId: WorkspaceId, now: SQL) => sql`
  event.workspace_id = ${workspaceId} and event.parked_at is null and event.due_at <= ${now} and ${isFreeAt(now)}
    and not exists (
      select from ${outbox} earlier
      where earlier.workspace_id = event.workspace_id and earlier.thread_id = event.thread_id
        and earlier.id < event.id and earlier.parked_at is null and earlier.attempts > 0)`;

/** When the first of those comes due that are not yet. */
const nextDue = (workspaceId: WorkspaceId, now: SQL) => sql`
  select ceil(extract(epoch from min(greatest(due_at, claimed_until))) * 1000)::float8 from ${outbox}
  where workspace_id = ${workspaceId} and parked_at is null and greatest(due_at, claimed_until) > ${now}`;

/** The statements that store the outcomes. What somebody else has claimed since is his to end, unless it is done. */
function settle({ db, actor, now }: Context<SystemActor>, outcomes: readonly Outcome[]) {
  // As one value: the statement reads the same for one and for fifty, and stays prepared.
  const done = outcomes.filter(({ name }) => name === 'done').map(({ id }) => id);
  const left = outcomes.filter(({ name }) => name !== 'done');
  return [
    ...(done.length > 0
      ? [db.execute(deleteDone(sql`workspace_id = ${actor.workspaceId} and id = any(${`{${done}}`}::bigint[])`, now()))]
      : []),
    ...(left.length > 0
      ? [
          db.execute(sql`
            update ${outbox} event set
              claimed_until = null,
              attempts = case when outcome.name = 'put_back' then event.attempts - 1 else event.attempts end,
              due_at = coalesce(outcome."dueAt", event.due_at),
              parked_at = outcome."parkedAt",
              last_error = coalesce(outcome.reason, event.last_error)
            from jsonb_to_recordset(${JSON.stringify(left)}::jsonb) as outcome(
              name text, id bigint, attempts integer, "dueAt" timestamptz, "parkedAt" timestamptz, reason text)
            where event.workspace_id = ${actor.workspaceId} and event.id = outcome.id
              and event.attempts = outcome.attempts`),
        ]
      : []),
  ];
}
