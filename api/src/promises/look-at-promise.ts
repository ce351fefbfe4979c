import type { PromiseBasis } from '@everthread/shared/models/promise';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Before the time that was promised passes, its visitor is told of another at the latest so long. */
const LAST_LOOK_MS = 2 * MINUTE;
/** What would take longer than this nobody can promise. */
export const FARTHEST_MS = 30 * 24 * HOUR;

/** A promise that has not ended. */
export type Held = { madeMs: number; dueMs: number; isAtRisk: boolean; isOwnWord: boolean };

/** Until somebody answers, in seconds from now: one time in five, every other time, as often as is promised. */
export type Remaining = { early: number; median: number; promised: number };

/** A later time, and on what it rests. */
export type Renewed = { dueMs: number; basis: PromiseBasis };

export type Look =
  | { name: 'wait'; lookAgainMs: number | undefined }
  | { name: 'at-risk'; lookAgainMs: number | undefined }
  | { name: 'renew'; to: Renewed };

/** When a promise is first looked at: well before its time, and early enough to do something about it. */
export function firstLook({ madeMs, dueMs, isOwnWord }: Omit<Held, 'isAtRisk'>): number {
  const spanMs = dueMs - madeMs;
  if (isOwnWord) return dueMs - Math.min(HOUR, spanMs / 4);
  return Math.max(madeMs, Math.min(madeMs + spanMs / 2, lastLook(madeMs, dueMs)));
}

/**
 * Whether it will hold, as things are. At risk: at this moment more likely broken than kept. It is renewed where not even
 * one time in five it would still be kept, or where its last minutes have begun. An agent's own word is his to renew: he
 * is reminded. `remaining`: none where there is no history; then most of its time gone is the sign.
 */
export function lookAt(held: Held, remaining: Remaining | undefined, nowMs: number, aimMs: number | undefined): Look {
  const { madeMs, dueMs, isAtRisk, isOwnWord } = held;
  const leftMs = dueMs - nowMs;
  if (isOwnWord)
    return isAtRisk ? { name: 'wait', lookAgainMs: undefined } : { name: 'at-risk', lookAgainMs: undefined };
  const lastMs = lastLook(madeMs, dueMs);
  const isHopeless = remaining !== undefined && remaining.early * 1000 > leftMs;
  if (isHopeless || nowMs >= lastMs) {
    const to = renewedTo(remaining, nowMs, aimMs);
    if (!to) return { name: 'wait', lookAgainMs: undefined };
    // Little later is no news worth an apology, and would soon need the next.
    const soonestMs = dueMs + Math.max(15 * MINUTE, (dueMs - madeMs) / 4);
    return { name: 'renew', to: { ...to, dueMs: Math.max(to.dueMs, soonestMs) } };
  }
  const lookAgainMs = Math.min(lastMs, nowMs + Math.max(MINUTE, leftMs / 3));
  const isLikelyBroken = remaining ? remaining.median * 1000 > leftMs : leftMs < (dueMs - madeMs) / 4;
  return { name: isLikelyBroken && !isAtRisk ? 'at-risk' : 'wait', lookAgainMs };
}

/** By the history; where that says nothing, or too far a time to be told, what the team wants; and none too far either. */
function renewedTo(remaining: Remaining | undefined, nowMs: number, aimMs: number | undefined): Renewed | undefined {
  const farthestMs = nowMs + FARTHEST_MS;
  const likelyMs = remaining ? nowMs + remaining.promised * 1000 : Number.POSITIVE_INFINITY;
  if (likelyMs <= farthestMs) return { dueMs: likelyMs, basis: 'history' };
  return aimMs === undefined ? undefined : { dueMs: Math.min(aimMs, farthestMs), basis: 'aim' };
}

/** Short promises leave less time for it. */
const lastLook = (madeMs: number, dueMs: number): number =>
  dueMs - Math.min((dueMs - madeMs) / 3, Math.max(LAST_LOOK_MS, Math.min(30 * MINUTE, (dueMs - madeMs) / 10)));

/** Up to a whole minute; of what lies hours ahead to five, as people say it. */
export function roundedUp(atMs: number, nowMs: number): number {
  const step = atMs - nowMs > HOUR ? 5 * MINUTE : MINUTE;
  return Math.ceil(atMs / step) * step;
}
