import * as z from 'zod/mini';
import { AgentId, MessageId, TeamId, ThreadId, TopicId } from './ids.ts';

/** That one was named in a note, and whether one has seen it. */
export const Mentioned = z.object({
  messageId: MessageId,
  threadId: ThreadId,
  topicId: TopicId,
  seq: z.int(),
  by: z.object({ id: AgentId, name: z.string() }),
  teamId: z.nullable(TeamId), // the team that was named, where it was not oneself
  text: z.string(), // the note's first 200 characters; empty where it was deleted
  at: z.iso.datetime(),
  readAt: z.nullable(z.iso.datetime()),
});
export type Mentioned = z.infer<typeof Mentioned>;

/** Where one was named, newest first. */
export const MentionPage = z.object({
  mentions: z.array(Mentioned),
  next: z.nullable(z.string()), // give it back as `before` for the next page
});
export type MentionPage = z.infer<typeof MentionPage>;
