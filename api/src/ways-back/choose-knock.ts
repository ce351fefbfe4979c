import type { QuietHours } from '@everthread/shared/models/notification';
import type { Rung, WayBackChoice } from '@everthread/shared/models/way-back';
import { quietUntil } from '../notifications/quiet-until.ts';

/** What a visitor has not read, and all that speaks for and against telling him. */
export type Unread = {
  seq: number; // of the team's newest message
  seenSeq: number; // how far he has read
  since: Date; // when the first that he has not read was written
  isDone: boolean; // the team is done with what it is about
  isTold: boolean; // he was told of some of it, by any way, and it got through as far as anybody knows
  failed: readonly Rung[]; // what was tried of it and reached nobody
  ways: readonly Rung[]; // that are set up
  choice: WayBackChoice;
  quiet: QuietHours | null;
  afterMs: { [way in Rung]: number }; // how long the workspace waits before each
};

export type Knocking =
  | { name: Rung }
  | { name: 'later'; at: Date }
  | { name: 'none'; because: 'read' | 'told' | 'unwanted' | 'not-done' | 'no-way' };

const LADDER: readonly Rung[] = ['push', 'mail'];

/**
 * Whether and how a visitor who is away is told: once for what he has not read together, by the first way that he wants
 * and that can reach him, after some time in which reading it makes that needless, and never in his quiet hours.
 */
export function chooseKnock(unread: Unread, now: Date): Knocking {
  const { seq, seenSeq, isTold, choice, isDone, quiet, since, afterMs } = unread;
  const none = (because: Extract<Knocking, { name: 'none' }>['because']): Knocking => ({ name: 'none', because });
  if (seq <= seenSeq) return none('read');
  if (isTold) return none('told');
  if (choice === 'never') return none('unwanted');
  if (choice === 'done' && !isDone) return none('not-done');
  const rung = LADDER.find((way) => canTake(unread, way));
  if (!rung) return none('no-way');
  const dueAt = new Date(since.getTime() + afterMs[rung]);
  if (dueAt > now) return { name: 'later', at: dueAt };
  const until = quiet && quietUntil({ quiet, isQuietOffShift: false }, null, now);
  if (until instanceof Date) return { name: 'later', at: until };
  return { name: rung };
}

const canTake = ({ ways, failed, choice }: Unread, way: Rung): boolean =>
  ways.includes(way) && !failed.includes(way) && (choice === way || choice === 'any' || choice === 'done');
