import { type Looker, matches } from '@everthread/shared/client/match-view';
import { builtInFilters, countedStatuses, type ViewKey } from '@everthread/shared/models/built-in-views';
import type { Topic } from '@everthread/shared/models/topic';
import type { StatusCounts, View, ViewFilters } from '@everthread/shared/models/view';

export type Counts = Readonly<Record<string, StatusCounts>>;

/** A topic as it was, where that is known, and as it is; `undefined` where it was not, or is no more. */
export type Move = { from: Topic | undefined; to: Topic };

/** Where the counts go when a topic moves. `isSure`: whether every view could say by itself what it gained and lost. */
export function moveCounts(
  counts: Counts,
  views: readonly View[],
  looker: Looker,
  { from, to }: Move,
): { counts: Counts; isSure: boolean } {
  let isSure = true;
  const next: Record<string, StatusCounts> = {};
  for (const [key, count] of Object.entries(counts)) {
    const filters = filtersOf(key as ViewKey, views);
    const was = from && filters && matches(filters, from, looker);
    const is = filters && matches(filters, to, looker);
    const isCounted = (topic: Topic) => !filters || countedStatuses(filters).some((status) => status === topic.status);
    // What only the server knows of a topic that is not counted, changes no count.
    if (!filters || (is === undefined && isCounted(to)) || (from && was === undefined && isCounted(from)))
      isSure = false;
    next[key] = filters ? moveCount(count, filters, was && from, is ? to : undefined) : count;
  }
  return { counts: next, isSure };
}

/** What a view shows, whoever made it. */
export const filtersOf = (key: ViewKey, views: readonly View[]): ViewFilters | undefined =>
  builtInFilters(key) ?? views.find(({ id }) => key === `view/${id}`)?.filters;

function moveCount(
  count: StatusCounts,
  filters: ViewFilters,
  from: Topic | false | undefined,
  to: Topic | undefined,
): StatusCounts {
  const [left, entered] = [from ? from.status : undefined, to?.status];
  if (left === entered) return count;
  const counted: ReadonlySet<string> = new Set(countedStatuses(filters));
  const moved: Record<string, number> = { ...count };
  if (left && counted.has(left)) moved[left] = Math.max(0, (moved[left] ?? 0) - 1);
  if (entered && counted.has(entered)) moved[entered] = (moved[entered] ?? 0) + 1;
  return moved;
}
