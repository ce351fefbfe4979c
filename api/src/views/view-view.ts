import type { View } from '@everthread/shared/models/view';
import type { views } from '../db/schema/views.ts';

/** What agents get of a view. */
export const toView = ({ id, name, filters, sort, isShared, ownerId }: typeof views.$inferSelect): View => ({
  id,
  name,
  filters,
  sort,
  isShared,
  ownerId,
});
