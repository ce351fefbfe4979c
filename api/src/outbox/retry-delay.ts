/** After so many tries an event is parked, for a person to look at. */
export const MOST_TRIES = 10;

const FIRST_MS = 1_000;
const LONGEST_MS = 15 * 60 * 1000;

/** How long to wait after try `attempts` (1, 2, 3 …) has failed. `chance` in [0, 1) spreads what failed together. */
export function retryDelayMs(attempts: number, chance: number): number {
  const fullMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempts);
  return Math.round(fullMs * (0.5 + chance / 2));
}
