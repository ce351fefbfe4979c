import type { Target } from '@everthread/shared/models/target';
import type { targets } from '../db/schema/targets.ts';

/** What agents get of a target. */
export const toTarget = (row: typeof targets.$inferSelect): Target => ({
  id: row.id,
  name: row.name,
  viewId: row.viewId,
  filters: row.filters,
  minutes: { first: row.firstMinutes, next: row.nextMinutes, done: row.doneMinutes },
  inOfficeHours: row.inOfficeHours,
});
