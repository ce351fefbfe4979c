import type { Erasure } from '@everthread/shared/models/personal-data';
import type { erasures } from '../db/schema/erasures.ts';

/** A receipt as it is shown: nothing of whom it was about. */
export const toErasure = (row: typeof erasures.$inferSelect): Erasure => ({
  id: row.id,
  askedBy: row.askedBy,
  agentId: row.agentId,
  askedAt: row.askedAt.toISOString(),
  counts: row.counts,
  doneAt: row.doneAt?.toISOString() ?? null,
});
