import type { MessageId, TopicId, VisitorId } from '@everthread/shared/models/ids';
import type { MessageHit, Snippet, TopicHit, VisitorHit } from '@everthread/shared/models/search';
import type { MessageRow, TopicRow, VisitorRow } from './search-rows.ts';
import { snippetOf, wholeSnippet } from './snippet.ts';

type Meant = ReadonlySet<string>;

const time = (ms: number) => new Date(ms).toISOString();
const visitorOf = (row: MessageRow | TopicRow) => ({
  id: row.visitorId,
  name: row.visitorName,
  identity: row.identity,
});

/** What an agent gets of a message that was found. */
export const toMessageHit = (row: MessageRow & { id: MessageId }, meant: Meant): MessageHit => ({
  messageId: row.id,
  threadId: row.threadId,
  topicId: row.topicId,
  kind: row.kind,
  by: row.agentId,
  sentAt: time(row.sentAt),
  snippet: snippetOf(row.text, meant),
  files: row.files.map((name) => wholeSnippet(name, meant)).filter(({ marks }) => marks.length > 0),
  status: row.status,
  subject: row.subject,
  visitor: visitorOf(row),
});

export const toTopicHit = (row: TopicRow & { id: TopicId }, meant: Meant): TopicHit => ({
  topicId: row.id,
  threadId: row.threadId,
  status: row.status,
  subject: wholeSnippet(row.subject, meant),
  lastMessageAt: time(row.lastMessageAt),
  visitor: visitorOf(row),
});

export const toVisitorHit = (row: VisitorRow & { id: VisitorId }, meant: Meant): VisitorHit => ({
  visitorId: row.id,
  threadId: row.threadId,
  topicId: row.topicId,
  identity: row.identity,
  name: marked(row.name, meant),
  email: marked(row.email, meant),
  externalId: marked(row.externalId, meant),
  lastSeenAt: time(row.lastSeenAt),
});

const marked = (text: string | null, meant: Meant): Snippet | null =>
  text === null ? null : wholeSnippet(text, meant);
