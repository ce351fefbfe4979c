import type { Scheduled } from '@everthread/shared/models/scheduled';
import { toAttachment } from '../attachments/attachment-view.ts';
import { toQuote } from '../messages/message-view.ts';
import type { ScheduledRow } from './scheduled-rows.ts';

/** A reply that waits, as its writer sees it or as his colleagues do. */
export const toScheduled = (row: ScheduledRow, isWriter: boolean): Scheduled => ({
  id: row.id,
  threadId: row.threadId,
  rev: row.rev,
  state: row.state,
  agent: { id: row.agentId, name: row.agentName },
  isHeld: row.isHeld,
  dueAt: row.dueAt.toISOString(),
  seenSeq: row.seenSeq,
  words: maySee(row, isWriter)
    ? { text: row.text, quote: toQuote({ ...row, deletedAt: null }), attachments: row.files.map(toAttachment) }
    : null,
});

function maySee({ state, isHeld }: ScheduledRow, isWriter: boolean): boolean {
  if (state === 'left') return true;
  if (state === 'waiting') return isWriter || !isHeld;
  return state === 'returned' && isWriter;
}
