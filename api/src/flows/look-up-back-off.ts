/** So often a service may fail one visitor after the other before it is left alone. */
const MOST_FAILURES = 3;
const FIRST_MS = 30_000;
const LONGEST_MS = 10 * 60_000;

/**
 * Whether a service does not work for anybody, or says so. Any other error may come of what one visitor answered, who must
 * not be able to have nobody asked for.
 */
export const isDown = (status: number | null): boolean => status === null || [429, 502, 503, 504].includes(status);

/** How long a service is not asked again after so many failures in a row. One failure or two may be chance. */
export function restAfter(failures: number): number {
  if (failures < MOST_FAILURES) return 0;
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - MOST_FAILURES, 20));
}
