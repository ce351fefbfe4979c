import type { Author, Message, Quote, TeamMessage } from '@everthread/shared/models/message';
import { toAttachment } from '../attachments/attachment-view.ts';
import { toSaying } from '../bot/bot-view.ts';
import { firstCharacters } from './first-characters.ts';
import type { MessageRow } from './message-rows.ts';

const QUOTE_LENGTH = 200;

/** What a visitor gets of a message. Never call it with a note: queries for visitors leave notes out. */
export const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  threadId: row.threadId,
  topicId: row.topicId,
  seq: row.seq,
  rev: row.rev,
  author: toAuthor(row),
  text: row.text,
  quote: toQuote(row),
  attachments: row.deletedAt ? [] : row.files.map(toAttachment),
  ...(row.bot?.kind && { bot: toSaying(row.bot) }),
  sentAt: row.sentAt.toISOString(),
  editedAt: row.editedAt?.toISOString() ?? null,
  deletedAt: row.deletedAt?.toISOString() ?? null,
});

/** What the team gets. */
export const toTeamMessage = (row: MessageRow): TeamMessage => ({
  ...toMessage(row),
  kind: row.kind,
  ...(row.mentions && !row.deletedAt && { mentions: row.mentions }),
  ...(row.via && { via: row.via }),
});

function toAuthor(row: MessageRow): Author {
  if (row.authorKind === 'bot') return { kind: 'bot', id: 'bot', name: row.bot?.name ?? '' };
  if (row.agentId === null) return { kind: 'visitor', id: row.visitorId, identity: row.authorIdentity ?? 'claimed' };
  return { kind: 'agent', id: row.agentId, name: row.agentName ?? '' };
}

type Quoting = Pick<MessageRow, 'deletedAt' | 'quotedId' | 'quotedSeq' | 'quotedBy' | 'quotedText'>;

/** What it answers to. */
export function toQuote({ deletedAt, quotedId, quotedSeq, quotedBy, quotedText }: Quoting): Quote | null {
  if (deletedAt || quotedId === null || quotedSeq === null || quotedBy === null) return null;
  return { id: quotedId, seq: quotedSeq, by: quotedBy, text: firstCharacters(quotedText ?? '', QUOTE_LENGTH) };
}
