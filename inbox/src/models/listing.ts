import type { WorkStatus } from '@everthread/shared/models/topic';
import type { ViewFilters, ViewSort } from '@everthread/shared/models/view';

/** Which topics a list shows, and in which order. */
export type Listing = { filters: ViewFilters; sort: ViewSort };

/** The same for the same list, however its filters were put together. */
export function keyOf({ filters, sort }: Listing): string {
  const named = Object.entries(filters).filter(([, choice]) => choice !== undefined);
  return JSON.stringify([sort, ...named.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

/** What may press upon this agent: the mark of what is unread counts these, whatever list is shown. */
export const CONCERNS: Listing = { filters: { assignee: ['me', 'nobody'], status: ['open'] }, sort: 'newest' };

/** The part of a view that has one status. A view that names its statuses has no parts. */
export function partOf({ filters, sort }: Listing, status: WorkStatus): Listing {
  return { filters: filters.status ? filters : { ...filters, status: [status] }, sort };
}
