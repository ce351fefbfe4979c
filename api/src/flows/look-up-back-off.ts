/** So often a service may fail one visitor after the other before it is left alone. */
const MOST_FAILURES = 3;
const FIRST_MS = 30_000;
const LONGEST_MS = 10 * 60_000;

/** How long a service is not asked again after so many failures in a row. One failure or two may be chance. */
export function restAfter(failures: number): number {
  if (failures < MOST_FAILURES) return 0;
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - MOST_FAILURES, 20));
}
