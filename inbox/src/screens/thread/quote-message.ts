import type { ThreadId } from '@everthread/shared/models/ids';
import type { Quote, TeamMessage } from '@everthread/shared/models/message';
import { type DraftsModel, modeOf } from '../../models/drafts-model.ts';

const QUOTE_LENGTH = 200;

/** Answers to a message. A visitor never gets to see a note, so what answers to one is a note. */
export function quoteMessage(drafts: DraftsModel, threadId: ThreadId, message: TeamMessage): void {
  if (message.deletedAt) return;
  const mode = message.kind === 'note' ? 'note' : modeOf(drafts, threadId);
  const text = message.text.slice(0, QUOTE_LENGTH) || (message.attachments[0]?.name ?? '');
  const quote: Quote = { id: message.id, seq: message.seq, by: message.author.kind, text };
  drafts.setMode(threadId, mode);
  drafts.quote(threadId, mode, quote);
}
