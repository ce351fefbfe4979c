import type { Mentioned } from '@everthread/shared/models/mention';
import { firstCharacters } from '../messages/first-characters.ts';
import type { MentionRow } from './mention-rows.ts';

const TEXT_LENGTH = 200;

/** What whoever was named gets of it. */
export const toMentioned = (row: MentionRow): Mentioned => ({
  messageId: row.messageId,
  threadId: row.threadId,
  topicId: row.topicId,
  seq: row.seq,
  by: { id: row.authorId, name: row.authorName },
  teamId: row.teamId,
  text: firstCharacters(row.text, TEXT_LENGTH),
  at: row.at.toISOString(),
  readAt: row.readAt?.toISOString() ?? null,
});
