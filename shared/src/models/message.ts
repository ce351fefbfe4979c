import * as z from 'zod/mini';
import { AgentId, MessageId, ThreadId, TopicId, VisitorId } from './ids.ts';
import { textOf } from './text.ts';
import { Whereabouts } from './visitor.ts';

export const MESSAGE_MAX_LENGTH = 10_000;

export const Author = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('visitor'), id: VisitorId }),
  z.object({ kind: z.literal('agent'), id: AgentId, name: z.string() }),
]);
export type Author = z.infer<typeof Author>;

/** What a visitor may see of a message. */
export const Message = z.object({
  id: MessageId,
  threadId: ThreadId,
  topicId: TopicId,
  seq: z.int(), // place in its thread: 1, 2, 3 …
  rev: z.int(), // the thread's revision at which this message last changed
  author: Author,
  text: z.string(),
  sentAt: z.iso.datetime(),
});
export type Message = z.infer<typeof Message>;

/** What the team sees: messages, and notes that no visitor ever gets. */
export const TeamMessage = z.extend(Message, { kind: z.enum(['message', 'note']) });
export type TeamMessage = z.infer<typeof TeamMessage>;

/** What a sender may choose. Everything else about a message is the server's to say. */
export const NewMessage = z.strictObject({
  id: MessageId, // chosen by the sender, so that sending twice stores once
  text: textOf(MESSAGE_MAX_LENGTH, 1),
});
export type NewMessage = z.infer<typeof NewMessage>;

/** A visitor's message also says where he was when he wrote it. */
export const NewVisitorMessage = z.extend(NewMessage, { where: z.optional(Whereabouts) });
export type NewVisitorMessage = z.infer<typeof NewVisitorMessage>;
