import type { Seen } from '@everthread/shared/models/thread';
import type { threads } from '../db/schema/threads.ts';

/** The receipts of a thread. */
export const toSeen = ({ visitorSeenSeq, teamSeenSeq }: typeof threads.$inferSelect): Seen => ({
  visitor: visitorSeenSeq,
  team: teamSeenSeq,
});
