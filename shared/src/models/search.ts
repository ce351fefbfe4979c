import * as z from 'zod/mini';
import { AgentId, MessageId, TagId, TeamId, ThreadId, TopicId, VisitorId } from './ids.ts';
import { textOf } from './text.ts';
import { TopicStatus, WorkStatus } from './topic.ts';
import { Identity } from './visitor.ts';

export const SEARCH_MAX_LENGTH = 200;
/** How many messages one page of results holds. */
export const HITS_A_PAGE = 50;

const some = <Choice extends z.ZodMiniType>(choice: Choice) =>
  z.optional(z.array(choice).check(z.minLength(1), z.maxLength(50)));

/** What the results are narrowed to. Where a filter names several choices, any of them will do. */
export const SearchFilters = z.strictObject({
  status: some(WorkStatus),
  assignee: some(z.union([z.literal('nobody'), AgentId])),
  team: some(z.union([z.literal('nobody'), TeamId])),
  tag: some(TagId),
  from: z.optional(z.union([z.enum(['visitor', 'team']), AgentId])), // who wrote it
  after: z.optional(z.iso.datetime()),
  before: z.optional(z.iso.datetime()),
  hasFile: z.optional(z.literal(true)),
  in: z.optional(z.enum(['messages', 'notes'])),
});
export type SearchFilters = z.infer<typeof SearchFilters>;

/** `next`: where the page before ended. */
export const Search = z.strictObject({
  text: textOf(SEARCH_MAX_LENGTH),
  filters: z.optional(SearchFilters),
  next: z.optional(z.string().check(z.regex(/^\d{1,19}$/, { error: 'must come from an earlier answer' }))),
});
export type Search = z.infer<typeof Search>;

/** Some words, and which characters of them are what was looked for: [from, to), in order. */
export const Snippet = z.object({ text: z.string(), marks: z.array(z.tuple([z.int(), z.int()])) });
export type Snippet = z.infer<typeof Snippet>;

const FoundVisitor = z.object({ id: VisitorId, name: z.nullable(z.string()), identity: Identity });

export const MessageHit = z.object({
  messageId: MessageId,
  threadId: ThreadId,
  topicId: TopicId,
  kind: z.enum(['message', 'note']),
  by: z.nullable(AgentId), // null: the visitor
  sentAt: z.iso.datetime(),
  snippet: Snippet,
  files: z.array(Snippet), // the names of its files, where one of them is what was found
  status: TopicStatus,
  subject: z.nullable(z.string()),
  visitor: FoundVisitor,
});
export type MessageHit = z.infer<typeof MessageHit>;

export const TopicHit = z.object({
  topicId: TopicId,
  threadId: ThreadId,
  status: TopicStatus,
  subject: Snippet,
  lastMessageAt: z.iso.datetime(),
  visitor: FoundVisitor,
});
export type TopicHit = z.infer<typeof TopicHit>;

/** `topicId`: the visitor's latest, by which he is opened. */
export const VisitorHit = z.object({
  visitorId: VisitorId,
  threadId: ThreadId,
  topicId: TopicId,
  identity: Identity,
  name: z.nullable(Snippet),
  email: z.nullable(Snippet),
  externalId: z.nullable(Snippet),
  lastSeenAt: z.iso.datetime(),
});
export type VisitorHit = z.infer<typeof VisitorHit>;

/** `next`: there may be older ones; null: that was all. Visitors and topics come with the first page only. */
export const SearchAnswer = z.object({
  visitors: z.array(VisitorHit),
  topics: z.array(TopicHit),
  messages: z.array(MessageHit),
  next: z.nullable(z.string()),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
