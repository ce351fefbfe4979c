import type { TeamId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Database } from '../db/connect.ts';
import { estimateModels, waits } from '../db/schema/promises.ts';
import { type HoursSettings, scheduleOf } from '../hours/hours-of.ts';
import { shiftOf } from '../hours/shift-of.ts';
import { Estimator } from './estimate.ts';
import type { WaitEvent } from './estimate-events.ts';
import { loadModel, MODEL_VERSION } from './estimate-save.ts';
import { eventsOf, type StoredWait } from './estimate-waits.ts';
import type { Hours } from './hours.ts';

/** What ended a moment ago will mostly not have been noted yet. */
const MARGIN_MS = 10_000;
/** By then whatever has begun or ended has been noted, also where the follow-ups of messages were late. */
export const SETTLED_MS = 10 * 60_000;
/** More than this is learned beside the messages, not between them. */
const MOST_TAKEN_IN = 600;
const MAX_REMEMBERED = 100;
/** From so many ended waits on there is something to learn, and from so many new ones, or after so long, anew. */
const FIRST = 15;
const AGAIN = 200;
const AGAIN_AFTER_MS = 6 * 3_600_000;

type Known = {
  estimator: Estimator;
  savedMs: number;
  savedThroughMs: number;
  throughMs: number;
  taken: Map<string, number>; // events that may be seen again, and when they happened
  begun: number[]; // when those waits began that have come since it was saved
};
const remembered = new WeakMap<Database, Map<WorkspaceId, Known>>();

type SavedRow = { savedMs: number; throughMs: number; model: string | null };
/** What estimates are made of; and whether it is time to learn more beside. */
export type Learned = { estimator: Estimator | undefined; isDue: boolean };

/**
 * Two statements: what has been learned, unless this isolate holds it, and the waits since then. Of the waits so many
 * that more tell of a model that is missing.
 */
export function selectLearned({ db, actor }: Context) {
  const { workspaceId } = actor;
  const known = remembered.get(db)?.get(workspaceId);
  const savedAt = time(known?.savedMs ?? null);
  const mine = sql`model.workspace_id = ${workspaceId} and model.version = ${MODEL_VERSION}`;
  const isNew = sql`model.saved_at is distinct from ${savedAt}`;
  const since = sql`coalesce((select through from ${estimateModels} model where ${mine} and ${isNew}),
    ${time(known ? lookedBackTo(known) : null)}, '-infinity')`;
  return [
    db.execute<SavedRow>(sql`
      select ${ms('saved_at')} as "savedMs", ${ms('through')} as "throughMs",
        case when ${isNew} then encode(model.model, 'base64') end as model
      from ${estimateModels} model where ${mine}`),
    db.execute<StoredWait>(selectWaits(workspaceId, since, MOST_TAKEN_IN + 1)),
  ] as const;
}

type Selected = ReturnType<typeof selectLearned>;

/** Takes in what has happened since. For as many requests at once as there are, each event is taken in once. */
export function readLearned(
  { db, actor }: Context,
  { rows: [saved] }: Awaited<Selected[0]>,
  { rows: since }: Awaited<Selected[1]>,
  hours: HoursSettings,
  nowMs: number,
): Learned {
  const all = remembered.get(db) ?? new Map<WorkspaceId, Known>();
  remembered.set(db, all);
  let known = all.get(actor.workspaceId);
  if (saved?.model && known?.savedMs !== saved.savedMs) {
    const { savedMs, throughMs } = saved;
    const estimator = loadModel({ model: Buffer.from(saved.model, 'base64') });
    known = { estimator, savedMs, savedThroughMs: throughMs, throughMs, taken: new Map(), begun: [] };
    if (all.size >= MAX_REMEMBERED) all.clear();
    all.set(actor.workspaceId, known);
  }
  // Learning from the beginning takes seconds: beside the messages, never while somebody waits for an answer.
  if (!known || since.length > MOST_TAKEN_IN) {
    return {
      estimator: undefined,
      isDue: isDue(saved, saved ? since.map(({ sinceMs }) => sinceMs) : endsOf(since), nowMs),
    };
  }
  catchUp(known, since, hours, nowMs - MARGIN_MS);
  return { estimator: known.estimator, isDue: isDue(saved, known.begun, nowMs) };
}

/** Whether there is enough to learn from that is settled: these began, or the first of all ended, at those moments. */
function isDue(saved: SavedRow | undefined, moments: readonly number[], nowMs: number): boolean {
  const settled = moments.filter((atMs) => atMs <= nowMs - SETTLED_MS).length;
  return saved && nowMs - saved.throughMs <= AGAIN_AFTER_MS ? settled > AGAIN : settled >= FIRST;
}

const endsOf = (waited: readonly StoredWait[]): number[] => waited.flatMap(({ endedMs }) => endedMs ?? []);

/** What was noted late may lie so far back; what the model was saved with, it holds. */
const lookedBackTo = ({ savedThroughMs, throughMs }: Known): number => Math.max(savedThroughMs, throughMs - SETTLED_MS);

/** Takes in what has come, and what has been noted late of the time before. */
function catchUp(known: Known, since: readonly StoredWait[], hours: HoursSettings, untilMs: number): void {
  const { estimator, taken, begun, throughMs } = known;
  if (untilMs <= throughMs) return;
  const late = eventsOf(since, [], lookedBackTo(known), throughMs).filter((event) => !taken.has(nameOf(event)));
  for (const event of [...late, ...eventsBetween(since, hours, throughMs, untilMs)]) {
    estimator.apply(event);
    taken.set(nameOf(event), event.atMs);
    if (event.type === 'waiting' && begun.length <= AGAIN) begun.push(event.atMs);
  }
  known.throughMs = untilMs;
  for (const [name, atMs] of taken) if (atMs <= lookedBackTo(known)) taken.delete(name);
}

const nameOf = ({ type, id, atMs }: WaitEvent): string => `${type} ${id} ${atMs}`;

/** Days of the week and hours of the day are those of the workspace. */
export const newEstimator = (hours: HoursSettings): Estimator =>
  new Estimator(scheduleOf(hours.office, null)?.timeZone ?? 'UTC');

/** Tells the estimate what happened between two moments. */
export function takeIn(
  estimator: Estimator,
  stored: readonly StoredWait[],
  hours: HoursSettings,
  afterMs: number,
  untilMs: number,
): void {
  for (const event of eventsBetween(stored, hours, afterMs, untilMs)) estimator.apply(event);
}

function eventsBetween(
  stored: readonly StoredWait[],
  { office, shifts }: HoursSettings,
  afterMs: number,
  untilMs: number,
): WaitEvent[] {
  const zone = scheduleOf(office, null)?.timeZone ?? 'UTC';
  const there = shifts
    .filter((shift) => shift.hours !== null)
    .map((shift) => ({ agentId: shift.agentId, teamIds: [...shift.teamIds, null], hours: shiftOf(shift, zone) }));
  const first = Math.min(...stored.map(({ sinceMs }) => sinceMs), untilMs);
  return eventsOf(stored, there, Math.max(afterMs, first - 1), untilMs);
}

/**
 * What waits say of themselves, of those that began or ended after a moment, in the order of what was first of it after
 * that. A few more than `atMost` where several are of one moment: of a moment all are there, or none.
 */
export const selectWaits = (workspaceId: WorkspaceId, after: SQL, atMost: number): SQL => sql`
  select wait.topic_id as "topicId", wait.team_id as "teamId", wait.kind, ${ms('wait.since')} as "sinceMs",
    ${ms('wait.ended_at')} as "endedMs", wait.ended
  from ${waits} wait
  where wait.workspace_id = ${workspaceId} and (wait.since > ${after} or wait.ended_at > ${after})
  order by case when wait.since > ${after} then wait.since else wait.ended_at end fetch first (${atMost}::bigint) rows with ties`;

export type Waiting = { topicId: TopicId | null; teamId: TeamId | null; kind: 'first' | 'next' };

/**
 * In how many seconds a person answers, for each share of such cases; undefined where the history says nothing yet. By
 * `hours`, days off that are to come count.
 */
export function secondsFor(
  estimator: Estimator,
  { topicId, teamId, kind }: Waiting,
  nowMs: number,
  shares: readonly number[],
  hours: Hours | null,
): number[] | undefined {
  const topic = { id: topicId ?? 'nobody', kind, ...(teamId === null ? {} : { team: teamId }) };
  const { seconds, basis } = estimator.estimate(topic, nowMs, shares, hours ?? undefined);
  return basis === 'settings' ? undefined : seconds;
}

export const ms = (column: string): SQL => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
const time = (atMs: number | null): SQL =>
  sql`${atMs === null || !Number.isFinite(atMs) ? null : new Date(atMs).toISOString()}::timestamptz`;
