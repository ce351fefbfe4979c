import type { Random } from '../chaos/random.ts';
import type { World } from './worlds.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const isOutage = ({ outage, fromMs }: World, nowMs: number): boolean =>
  outage !== undefined && Math.floor((nowMs - fromMs) / (7 * DAY)) === outage.week;

export const trend = (perWeek: number, { fromMs }: World, nowMs: number): number =>
  perWeek ** ((nowMs - fromMs) / (7 * DAY));

/** Candidates come at the highest rate there can be; which of them are real is drawn by the hour (thinning). */
export function nextArrival(world: World, chance: Random, atMs: number): number {
  const perHour =
    (world.perWeek / 168) *
    peak(world) *
    trend(world.growthPerWeek, world, atMs) *
    (isOutage(world, atMs) ? (world.outage?.arrivals ?? 1) : 1);
  return (-Math.log(1 - chance.next()) / perHour) * HOUR;
}

const peak = ({ curve, weekend }: World): number =>
  (Math.max(...curve) / mean(curve)) * (7 / (5 + 2 * weekend)) * Math.max(1, weekend);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function arrivalShare({ curve, weekend, fromMs }: World, atMs: number): number {
  const day = Math.floor((atMs - fromMs) / DAY) % 7;
  const hour = Math.floor((atMs % DAY) / HOUR);
  return (((curve[hour] ?? 0) / Math.max(...curve)) * (day >= 5 ? weekend : 1)) / Math.max(1, weekend);
}

export function pickKind({ kinds }: World, chance: Random) {
  let left = chance.next() * kinds.reduce((sum, { share }) => sum + share, 0);
  const found = kinds.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  return found ?? { name: 'question', share: 1, priority: 0, handling: 300 };
}

/** With the median 1. */
export const logNormal = (chance: Random, spread: number): number =>
  Math.exp(spread * Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next()));
