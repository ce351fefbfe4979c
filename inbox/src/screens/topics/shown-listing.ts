import type { ViewSort } from '@everthread/shared/models/view';
import type { Listing } from '../../models/listing.ts';
import { partOf } from '../../models/listing.ts';
import { filtersOf } from '../../models/view-counts.ts';
import type { ViewsModel } from '../../models/views-model.ts';
import type { TopicsRoute } from '../../topics-route.ts';

/** The view of a route as it is meant there: with filters and order that are not saved yet. Nothing for one that is not known. */
export function shownView(route: TopicsRoute, views: ViewsModel): Listing | undefined {
  const own = views.views.value.find(({ id }) => route.view === `view/${id}`);
  const filters = route.filters ?? filtersOf(route.view, views.views.value);
  return filters && { filters, sort: route.sort ?? own?.sort ?? 'newest' };
}

/** The list that a route shows. */
export function shownListing(route: TopicsRoute, views: ViewsModel): Listing | undefined {
  const view = shownView(route, views);
  return view && partOf(view, route.status);
}

/** The same list with what it is filtered by in sight, to be changed; or no longer. */
export function withFilters(route: TopicsRoute, views: ViewsModel): TopicsRoute {
  const { filters, ...rest } = route;
  return filters ? rest : { ...route, filters: shownView(route, views)?.filters ?? {} };
}

/** The same list in that order. */
export function sortedBy(sort: ViewSort, route: TopicsRoute, views: ViewsModel): TopicsRoute {
  const { sort: _, ...rest } = route;
  return shownView(rest, views)?.sort === sort ? rest : { ...rest, sort };
}
