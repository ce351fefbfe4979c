import * as z from 'zod/mini';
import { Attachment } from './attachment.ts';
import { BotSaying } from './bot.ts';
import { AgentId, AttachmentId, MessageId, TeamId, ThreadId, TopicId, VisitorId } from './ids.ts';
import { textOf } from './text.ts';
import { Identity, Whereabouts } from './visitor.ts';

export const MESSAGE_MAX_LENGTH = 10_000;
export const MOST_ATTACHMENTS = 10;
/** For how long one may take one's own words back. */
export const EDITABLE_MINUTES = 5;

export const Author = z.discriminatedUnion('kind', [
  // `identity`: whether he was proven to be who he says when he wrote.
  z.object({ kind: z.literal('visitor'), id: VisitorId, identity: Identity }),
  z.object({ kind: z.literal('agent'), id: AgentId, name: z.string() }),
  z.object({ kind: z.literal('bot'), id: z.literal('bot'), name: z.string() }),
]);
export type Author = z.infer<typeof Author>;

/** What a message answers to, as much of it as fits on one line. Empty where it was deleted since. */
export const Quote = z.object({
  id: MessageId,
  seq: z.int(),
  by: z.enum(['visitor', 'agent', 'bot']),
  text: z.string(),
});
export type Quote = z.infer<typeof Quote>;

/** What a visitor may see of a message. */
export const Message = z.object({
  id: MessageId,
  threadId: ThreadId,
  topicId: TopicId,
  seq: z.int(), // place in its thread: 1, 2, 3 …
  rev: z.int(), // the thread's revision at which this message last changed
  author: Author,
  text: z.string(), // empty where it was deleted
  quote: z.nullable(Quote),
  attachments: z.array(Attachment),
  bot: z.optional(BotSaying), // where the bot says it to the visitor
  sentAt: z.iso.datetime(),
  editedAt: z.nullable(z.iso.datetime()),
  deletedAt: z.nullable(z.iso.datetime()),
});
export type Message = z.infer<typeof Message>;

/** How many colleagues and teams one note may name. */
export const MOST_MENTIONS = 30;

/** Who is named in a note: a colleague, or a whole team. */
export const Mention = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('agent'), id: AgentId }),
  z.strictObject({ kind: z.literal('team'), id: TeamId }),
]);
export type Mention = z.infer<typeof Mention>;

/** What the team sees: messages, and notes that no visitor ever gets. */
export const TeamMessage = z.extend(Message, {
  kind: z.enum(['message', 'note']),
  mentions: z.optional(z.array(Mention)), // in a note that names somebody
  via: z.optional(z.literal('mail')), // how it came, where not by the messenger or the inbox
});
export type TeamMessage = z.infer<typeof TeamMessage>;

/** What a sender may choose. Everything else about a message is the server's to say. */
export const NewMessageFields = {
  id: MessageId, // chosen by the sender, so that sending twice stores once
  text: textOf(MESSAGE_MAX_LENGTH),
  quoteId: z.optional(MessageId),
  attachmentIds: z.optional(z.array(AttachmentId).check(z.maxLength(MOST_ATTACHMENTS))),
};
export const saysSomething = z.refine<{ text: string; attachmentIds?: readonly string[] | undefined }>(
  (message) => message.text !== '' || (message.attachmentIds?.length ?? 0) > 0,
  { path: ['text'], error: 'must say something, or bring a file' },
);
export const NewMessage = z.strictObject(NewMessageFields).check(saysSomething);
export type NewMessage = z.infer<typeof NewMessage>;

/** A note may name colleagues and teams, whose attention it wants. */
export const NewNote = z
  .strictObject({
    ...NewMessageFields,
    mentions: z.optional(z.array(Mention).check(z.maxLength(MOST_MENTIONS))),
  })
  .check(saysSomething);
export type NewNote = z.infer<typeof NewNote>;

/** A place in a thread, or 0 for its beginning. */
export const Seq = z.int().check(z.minimum(0), z.maximum(2_147_483_647));

/** A reply may say up to where its writer had seen the thread. It is refused as `stale` where more has come since. */
export const NewReply = z.strictObject({ ...NewMessageFields, seenSeq: z.optional(Seq) }).check(saysSomething);
export type NewReply = z.infer<typeof NewReply>;

/** With the error `stale`: what had come in between, oldest first. */
export const StaleReply = z.object({ between: z.array(TeamMessage) });
export type StaleReply = z.infer<typeof StaleReply>;

/** A visitor's message also says where he was when he wrote it. */
export const NewVisitorMessage = z
  .strictObject({ ...NewMessageFields, where: z.optional(Whereabouts) })
  .check(saysSomething);
export type NewVisitorMessage = z.infer<typeof NewVisitorMessage>;

/** Other words for a message of one's own. */
export const MessageEdit = z.strictObject({ text: textOf(MESSAGE_MAX_LENGTH, 1) });
export type MessageEdit = z.infer<typeof MessageEdit>;

/** What a message said before, for the team. */
export const MessageVersion = z.object({ text: z.string(), replacedAt: z.iso.datetime() });
export type MessageVersion = z.infer<typeof MessageVersion>;
