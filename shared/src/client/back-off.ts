export const BACK_OFF_CAP_MS = 30_000;
const FLOOR_MS = 250;

/** How long to wait before try `attempt` (1, 2, 3 …). `chance` in [0, 1) spreads clients that failed together. */
export function backOffMs(attempt: number, chance: number): number {
  const widestMs = Math.min(BACK_OFF_CAP_MS, 1_000 * 2 ** attempt);
  return Math.round(FLOOR_MS + chance * (widestMs - FLOOR_MS));
}
