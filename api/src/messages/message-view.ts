import type { Author, Message, TeamMessage } from '@everthread/shared/models/message';
import type { MessageRow } from './message-rows.ts';

/** What a visitor gets of a message. Never call it with a note: queries for visitors leave notes out. */
export const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  threadId: row.threadId,
  topicId: row.topicId,
  seq: row.seq,
  rev: row.rev,
  author: toAuthor(row),
  text: row.text,
  sentAt: row.sentAt.toISOString(),
});

/** What the team gets. */
export const toTeamMessage = (row: MessageRow): TeamMessage => ({ ...toMessage(row), kind: row.kind });

function toAuthor(row: MessageRow): Author {
  if (row.agentId === null) return { kind: 'visitor', id: row.visitorId };
  return { kind: 'agent', id: row.agentId, name: row.agentName ?? '' };
}
