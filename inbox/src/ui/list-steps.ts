/**
 * Where a key leads in a list that the focus stays outside of: by one from either end to the other, by a page no further
 * than the end.
 */
export function stepIn(
  { count, at, page }: { count: number; at: number; page: number },
  key: string,
): number | undefined {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[key];
  if (!step || count === 0) return undefined;
  if (Math.abs(step) === 1) return (at + step + count) % count;
  return Math.min(Math.max(at + step, 0), count - 1);
}
