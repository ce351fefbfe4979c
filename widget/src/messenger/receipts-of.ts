import type { Message } from '@everthread/shared/models/message';

/** "Seen" under the last of one's own that the team has seen; "sent" under the last one, until then. */
export function receiptsOf(sent: readonly Message[], seenByTeam: number): Map<string, 'sent' | 'seen'> {
  const own = (message: Message) => message.author.kind === 'visitor' && !message.deletedAt;
  const receipts = new Map<string, 'sent' | 'seen'>();
  const last = sent.findLast(own);
  const seen = sent.findLast((message) => own(message) && message.seq <= seenByTeam);
  if (last && last === sent.at(-1)) receipts.set(last.id, 'sent');
  if (seen) receipts.set(seen.id, 'seen');
  return receipts;
}
