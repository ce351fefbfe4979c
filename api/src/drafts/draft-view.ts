import type { Draft } from '@everthread/shared/models/draft';
import { toQuote } from '../messages/message-view.ts';
import type { DraftRow } from './draft-rows.ts';

/** What its writer gets of a draft; nobody else ever does. */
export const toDraft = (row: DraftRow): Draft => ({
  threadId: row.threadId,
  kind: row.kind,
  rev: row.rev,
  text: row.text,
  quote: toQuote({ ...row, deletedAt: null }),
  mentions: row.mentions,
  kept: row.kept.map(({ text, at }) => ({ text, at: new Date(at).toISOString() })),
});
