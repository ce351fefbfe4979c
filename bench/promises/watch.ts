import type { Estimator } from '../../api/src/promises/estimate.ts';
import { firstLook, lookAt, roundedUp } from '../../api/src/promises/look-at-promise.ts';
import { Agenda } from './agenda.ts';

/** Of so many promises one is watched: a look is an estimate, and a simulated year has many. */
const EVERY = 4;
/** What a workspace that has set nothing else wants to answer within: told where the history names no time. */
const AIM_MS = 4 * 3_600_000;

type Promised = { id: string; madeMs: number; dueMs: number; isAtRisk: boolean; warnedMs?: number; renewedMs?: number };

/** A promise at its end: when it was due, when it ended, and when the team and the visitor were told, if they were. */
export type Kept = Promised & { endedMs: number; isAnswered: boolean };

/** Looks at promises as the product does, with the same functions: when, and what is told to whom. */
export class Watch {
  readonly over: Kept[] = [];
  readonly #open = new Map<string, Promised>();
  readonly #looks = new Agenda<Promised>();
  readonly #estimator: Estimator;
  #made = 0;

  constructor(estimator: Estimator) {
    this.#estimator = estimator;
  }

  promise(id: string, madeMs: number, seconds: number): void {
    this.#made += 1;
    if (this.#made % EVERY !== 0) return;
    const promised = { id, madeMs, dueMs: roundedUp(madeMs + seconds * 1000, madeMs), isAtRisk: false };
    this.#open.set(id, promised);
    this.#looks.put(firstLook({ ...promised, isOwnWord: false }), promised);
  }

  ended(id: string, endedMs: number, isAnswered: boolean): void {
    const promised = this.#open.get(id);
    this.#open.delete(id);
    if (promised) this.over.push({ ...promised, endedMs, isAnswered });
  }

  /** Does the looks that are due before this time. */
  until(nowMs: number): void {
    for (let next = this.#looks.take(); next; next = this.#looks.take()) {
      if (next.atMs > nowMs) {
        this.#looks.put(next.atMs, next.what);
        return;
      }
      if (this.#open.get(next.what.id) === next.what) this.#look(next.what, next.atMs);
    }
  }

  #look(promised: Promised, nowMs: number): void {
    const [early = 0, median = 0, most = 0] = this.#estimator.estimate(
      { id: promised.id },
      nowMs,
      [0.2, 0.5, 0.9],
    ).seconds;
    const look = lookAt({ ...promised, isOwnWord: false }, { early, median, promised: most }, nowMs, nowMs + AIM_MS);
    if (look.name === 'renew') {
      promised.renewedMs = nowMs;
      return;
    }
    if (look.name === 'at-risk') {
      promised.isAtRisk = true;
      promised.warnedMs = nowMs;
    }
    if (look.lookAgainMs !== undefined) this.#looks.put(look.lookAgainMs, promised);
  }
}
