import { matches, type VisitorFacts } from '@everthread/shared/client/match-view';
import { segmentOf } from '@everthread/shared/client/segment-of';
import { TARGET_KINDS } from '@everthread/shared/client/target-kinds';
import type { AgentId, TopicTargetId } from '@everthread/shared/models/ids';
import type { Topic } from '@everthread/shared/models/topic';
import type { Hours } from '../promises/hours.ts';
import { type Course, clockOf, type Reckoned, reckonDone, reckonWait } from './reckon.ts';
import type { KnownRow, TargetRow } from './target-rows.ts';

/** A topic with all that its targets hang on. */
export type Standing = { topic: Topic; visitor: VisitorFacts; course: Course; known: readonly KnownRow[] };

/** A row of what a target has come to, as it is to be kept; and what is news to the team. */
export type Stand = Omit<KnownRow, 'topicId'> & {
  warnAt: number | null;
  isChanged: boolean;
  news: 'soon' | 'breached' | null;
};

/** What was over before it was first looked at counts only where that was a moment ago. */
const LATE_MS = 10 * 60_000;

/**
 * What the targets of a workspace have come to in a topic, by what is known now: the same however often it is asked.
 * What was missed once stays so, whatever changes later.
 */
export function standOf(
  { topic, visitor, course, known }: Standing,
  targets: readonly TargetRow[],
  hours: Hours | null,
  nowMs: number,
  newId: () => string,
): Stand[] {
  const found = targets
    .filter((target) => holdsOf(target, topic, visitor, nowMs))
    .flatMap((target) => {
      const clock = clockOf(target.inOfficeHours ? hours : null);
      return TARGET_KINDS.flatMap((kind): Stand[] => {
        const minutes = target[kind];
        if (minutes === null) return [];
        const own = known.filter((row) => row.targetId === target.id && row.kind === kind);
        const reckoned =
          kind === 'done'
            ? [reckonDone(course, minutes, clock, nowMs)]
            : course.waits.filter((wait) => wait.kind === kind).map((wait) => reckonWait(wait, minutes, clock, nowMs));
        return reckoned.flatMap((each) => {
          const before = own.find(({ since }) => kind === 'done' || since === each.sinceMs);
          // What has ended was measured by the target as it was then.
          if (before?.ended && each.endedMs !== null && isSettled(before, each)) return [];
          if (!before && !isOfConcern(each, target.createdAt.getTime(), nowMs)) return [];
          return [kept(target, topic, each, before, nowMs, newId)];
        });
      });
    });
  const ids = new Set(found.map(({ id }) => id));
  const gone = known.filter((row) => row.ended === null && !ids.has(row.id));
  return [...found, ...gone.map((row) => letGo(row, nowMs))];
}

/** Whether a topic is one of those that a target is about; one that was merged away as long as it was. */
function holdsOf(
  { viewId, viewFilters, filters }: TargetRow,
  topic: Topic,
  visitor: VisitorFacts,
  nowMs: number,
): boolean {
  if (viewId && !viewFilters) return false;
  const segment = viewFilters ? segmentOf(viewFilters) : filters;
  const asItWas: Topic = topic.status === 'merged' ? { ...topic, status: 'done' } : topic;
  return matches(segment, asItWas, { agentId: NOBODY, nowMs }, visitor) === true;
}

// A segment does not ask who looks.
const NOBODY = '' as AgentId;

const isSettled = (before: KnownRow, { outcome }: Reckoned): boolean =>
  before.outcome !== 'cancelled' || outcome === 'cancelled';

const isOfConcern = ({ endedMs, sinceMs }: Reckoned, createdMs: number, nowMs: number): boolean =>
  endedMs === null || (sinceMs >= createdMs && endedMs > nowMs - LATE_MS);

function kept(
  target: TargetRow,
  topic: Topic,
  { kind, sinceMs, minutes, dueMs, warnMs, outcome, breachedMs, endedMs }: Reckoned,
  before: KnownRow | undefined,
  nowMs: number,
  newId: () => string,
): Stand {
  const breached = before?.breached ?? breachedMs;
  const isSoon = endedMs === null && dueMs !== null && warnMs !== null && nowMs >= warnMs;
  const stand = {
    id: before?.id ?? (newId() as TopicTargetId),
    targetId: target.id,
    kind,
    since: before?.since ?? sinceMs,
    teamId: topic.teamId,
    minutes,
    inOfficeHours: target.inOfficeHours,
    due: before?.breached && endedMs === null && dueMs !== null ? before.breached : dueMs,
    outcome: breached === null ? outcome : 'breached',
    warned: before?.warned ?? (isSoon || breached !== null ? nowMs : null),
    breached,
    ended: endedMs,
  } as const;
  const isRunning = endedMs === null;
  const news =
    isRunning && breached !== null && !before?.breached
      ? 'breached'
      : isRunning && isSoon && breached === null && !before?.warned
        ? 'soon'
        : null;
  return { ...stand, warnAt: warnMs, isChanged: isOther(stand, before), news };
}

/** Of a topic that is no longer one of a target's, or of a target that is no more. */
function letGo({ topicId: _, ...row }: KnownRow, nowMs: number): Stand {
  const outcome = row.outcome === 'breached' ? 'breached' : 'cancelled';
  return { ...row, outcome, ended: nowMs, warnAt: null, isChanged: true, news: null };
}

const COMPARED = ['teamId', 'minutes', 'inOfficeHours', 'due', 'outcome', 'warned', 'breached', 'ended'] as const;
const isOther = (stand: Omit<KnownRow, 'topicId'>, before: KnownRow | undefined): boolean =>
  !before || COMPARED.some((field) => stand[field] !== before[field]);
