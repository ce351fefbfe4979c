import * as z from 'zod/mini';
import { VisitorId, WorkspaceId } from './ids.ts';
import { Message, NewVisitorMessage } from './message.ts';
import { VisitorThread } from './thread.ts';
import { VisitorTopic } from './topic.ts';
import { VisitorKey, Whereabouts } from './visitor.ts';

/** A visitor's first words. Creates visitor, thread and topic; safe to repeat with one key and message id. */
export const BeginThread = z.strictObject({
  workspaceId: WorkspaceId,
  key: VisitorKey,
  message: NewVisitorMessage,
});
export type BeginThread = z.infer<typeof BeginThread>;

/** A returning visitor shows his key. */
export const OpenSession = z.strictObject({
  workspaceId: WorkspaceId,
  key: VisitorKey,
  where: z.optional(Whereabouts),
});
export type OpenSession = z.infer<typeof OpenSession>;

/** The right to act as the visitor for a quarter of an hour, and one ticket for a socket. */
export const VisitorAccess = z.object({
  visitorId: VisitorId,
  token: z.string(), // Authorization: Bearer …
  expiresAt: z.iso.datetime(),
  ticket: z.string(), // opens one socket within 30 seconds
});
export type VisitorAccess = z.infer<typeof VisitorAccess>;

/** The answer to `BeginThread` and to `OpenSession`. */
export const VisitorSession = z.object({ access: VisitorAccess, thread: VisitorThread });
export type VisitorSession = z.infer<typeof VisitorSession>;

/** The answer to a message of the visitor's. */
export const Sent = z.object({ message: Message, topic: VisitorTopic });
export type Sent = z.infer<typeof Sent>;
