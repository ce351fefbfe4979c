import type { TeamId, TopicId } from '@everthread/shared/models/ids';
import type { PromiseBasis } from '@everthread/shared/models/promise';
import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { type RunningExperiment, runningExperiment } from '../experiments/running-experiment.ts';
import { type HoursSettings, hoursOf, shiftsOf } from '../hours/hours-of.ts';
import { readHours, selectHours } from '../hours/select-hours.ts';
import { BANDS } from './estimate-pending.ts';
import { addOpenSeconds, peopleAt } from './hours.ts';
import { type Learned, readLearned, secondsFor, selectLearned } from './learned.ts';
import { FARTHEST_MS, firstLook, type Remaining, roundedUp } from './look-at-promise.ts';
import type { Terms } from './make-promise.ts';
import type { Told } from './need-of-promise.ts';

const MINUTE = 60_000;
/** As soon as this nobody has to be held to his word. */
const SOONEST_MS = 3 * MINUTE;
/** On what a promise of this workspace rests: what it has set, when its people are there, and how long others waited. */
export type Grounds = {
  makesPromises: boolean;
  likelihood: number;
  showsQueuePlace: boolean;
  aimMinutes: number;
  experiment: RunningExperiment | null;
  leastMinutes?: number; // nobody is told of a time sooner than that
  hours: HoursSettings;
  learned: Learned;
};

/** Whose wait: of a topic, or of somebody who has not written yet. */
export type Asked = { topicId: TopicId | null; teamId: TeamId | null; kind: 'first' | 'next' };

/** The statements, of which `readGrounds` makes the grounds: they fit into one trip. */
export const selectGrounds = (ctx: Context) => {
  const {
    db,
    actor: { workspaceId },
  } = ctx;
  return [
    db
      .select({
        makesPromises: workspaces.makesPromises,
        likelihood: workspaces.promiseLikelihood,
        showsQueuePlace: workspaces.showsQueuePlace,
        aimMinutes: workspaces.aimMinutes,
        experiment: runningExperiment,
      })
      .from(workspaces)
      .where(eq(workspaces.id, workspaceId)),
    ...selectHours(db, workspaceId),
    ...selectLearned(ctx),
  ] as const;
};

type Selected = ReturnType<typeof selectGrounds>;

export function readGrounds(
  ctx: Context,
  [settings]: Awaited<Selected[0]>,
  office: Awaited<Selected[1]>,
  shifts: Awaited<Selected[2]>,
  saved: Awaited<Selected[3]>,
  since: Awaited<Selected[4]>,
): Grounds | undefined {
  if (!settings) return undefined;
  const hours = readHours(office, shifts);
  return { ...settings, hours, learned: readLearned(ctx, saved, since, hours, ctx.now().getTime()) };
}

/** How many people could answer that team's topics at that moment. */
export const peopleOnShift = ({ hours }: Grounds, teamId: TeamId | null, atMs: number): number =>
  peopleAt(shiftsOf(hours, teamId), atMs);

/** By when a person answers who is asked now, and how sure that is; undefined where it cannot be said. */
function dueFor(
  grounds: Grounds,
  asked: Asked,
  nowMs: number,
): { dueMs: number; basis: PromiseBasis; quantiles: Record<string, number> | null } | undefined {
  const shares = [...BANDS, grounds.likelihood / 100];
  const { estimator } = grounds.learned;
  const seconds = estimator && secondsFor(estimator, asked, nowMs, shares, hoursOf(grounds.hours, asked.teamId));
  const promised = seconds?.at(-1);
  if (seconds && promised !== undefined && Number.isFinite(promised)) {
    const quantiles = Object.fromEntries(shares.map((share, at) => [share, Math.round(seconds[at] ?? 0)]));
    return { dueMs: nowMs + Math.max(SOONEST_MS, promised * 1000), basis: 'history', quantiles };
  }
  const dueMs = aimedAt(grounds, asked.teamId, nowMs);
  return dueMs === undefined ? undefined : { dueMs, basis: 'aim', quantiles: null };
}

/** The terms of a promise; none where the workspace makes no promises, or nothing can be said. */
export function termsFor(
  grounds: Grounds,
  asked: Asked & { queueAhead: number; told: Told | null },
  nowMs: number,
): Terms | undefined {
  if (!grounds.makesPromises) return undefined;
  const { queueAhead, told } = asked;
  const leastMs = nowMs + (grounds.leastMinutes ?? 0) * MINUTE;
  const due = dueFor(grounds, asked, nowMs);
  if (!due || due.dueMs - nowMs > FARTHEST_MS) return undefined;
  const terms =
    told && stillStands(told, due.quantiles, nowMs)
      ? { ...told, quantiles: null }
      : { ...due, dueMs: roundedUp(Math.max(due.dueMs, leastMs), nowMs), likelihood: grounds.likelihood };
  const watchMs = firstLook({ madeMs: nowMs, dueMs: terms.dueMs, isOwnWord: false });
  return { ...terms, watchMs, queueAhead: grounds.showsQueuePlace ? queueAhead : null };
}

/** What he was told of this wait before stands, on what it rested then, unless it is more likely broken than kept. */
function stillStands({ dueMs }: Told, quantiles: Record<string, number> | null, nowMs: number): boolean {
  return dueMs > nowMs + (quantiles?.['0.5'] ?? 0) * 1000;
}

/** How much longer a topic that waits since then will, by the history; undefined where there is none. */
export function remainingFor(
  { learned, likelihood, hours }: Grounds,
  asked: Asked,
  nowMs: number,
): Remaining | undefined {
  if (!learned.estimator) return undefined;
  const shares = [0.2, 0.5, likelihood / 100];
  const [early, median, promised] =
    secondsFor(learned.estimator, asked, nowMs, shares, hoursOf(hours, asked.teamId)) ?? [];
  return early === undefined || median === undefined || promised === undefined
    ? undefined
    : { early, median, promised };
}

/** When the team wants to have answered who writes at that moment, in the time in which it is there. */
export function aimedAt({ hours, aimMinutes }: Grounds, teamId: TeamId | null, fromMs: number): number | undefined {
  const open = hoursOf(hours, teamId);
  return open ? addOpenSeconds(open, fromMs, aimMinutes * 60) : fromMs + aimMinutes * MINUTE;
}
