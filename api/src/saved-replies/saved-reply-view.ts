import type { SavedReply } from '@everthread/shared/models/saved-reply';
import type { savedReplies } from '../db/schema/saved-replies.ts';

/** A saved reply as those get it who may use it. */
export const toSavedReply = (row: typeof savedReplies.$inferSelect): SavedReply => ({
  id: row.id,
  ownerId: row.ownerId,
  name: row.name,
  text: row.text,
  actions: row.actions,
  uses: row.uses,
  usedAt: row.usedAt?.toISOString() ?? null,
});
