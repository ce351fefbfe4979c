import * as z from 'zod/mini';
import { Claims, IdentityToken } from './identity.ts';
import { VisitorId, WorkspaceId } from './ids.ts';
import { Message, NewVisitorMessage } from './message.ts';
import { Outlook } from './outlook.ts';
import { VisitorThread } from './thread.ts';
import { VisitorTopic } from './topic.ts';
import { Identity, VisitorKey, Whereabouts } from './visitor.ts';

/**
 * A visitor's first words. Creates visitor, thread and topic; safe to repeat with one key and message id. Without words
 * it makes a thread for files to be uploaded into: the first message, which brings them, follows.
 */
export const BeginThread = z.strictObject({
  workspaceId: WorkspaceId,
  key: VisitorKey,
  message: z.optional(NewVisitorMessage),
  identityToken: IdentityToken,
  claims: z.optional(Claims),
});
export type BeginThread = z.infer<typeof BeginThread>;

/** A returning visitor shows his key; where somebody has proven it to be his, the person's token as well. */
export const OpenSession = z.strictObject({
  workspaceId: WorkspaceId,
  key: VisitorKey,
  where: z.optional(Whereabouts),
  identityToken: IdentityToken,
  claims: z.optional(Claims),
});
export type OpenSession = z.infer<typeof OpenSession>;

/** The right to act as the visitor for a quarter of an hour, and one ticket for a socket. */
export const VisitorAccess = z.object({
  visitorId: VisitorId,
  identity: Identity,
  token: z.string(), // Authorization: Bearer …
  expiresAt: z.iso.datetime(),
  ticket: z.string(), // opens one socket within 30 seconds
});
export type VisitorAccess = z.infer<typeof VisitorAccess>;

/** The answer to `BeginThread` and to `OpenSession`. */
export const VisitorSession = z.object({ access: VisitorAccess, thread: VisitorThread, outlook: z.optional(Outlook) });
export type VisitorSession = z.infer<typeof VisitorSession>;

/**
 * A visitor proves who he is. `key`: what the browser holds already; its anonymous thread joins the person's, once.
 * `newKey`: a fresh one, registered for the person where `key` cannot be his.
 */
export const Identify = z.strictObject({
  workspaceId: WorkspaceId,
  key: z.optional(VisitorKey),
  newKey: VisitorKey,
  identityToken: IdentityToken,
  where: z.optional(Whereabouts),
});
export type Identify = z.infer<typeof Identify>;

/** `session` is null for a person who has never written: his first words, with `newKey` and the token, make him known. */
export const Identified = z.object({ session: z.nullable(VisitorSession), keyInUse: z.enum(['key', 'newKey']) });
export type Identified = z.infer<typeof Identified>;

/** The device's key is forgotten, and with it whatever hangs on it. */
export const LogOut = z.strictObject({ workspaceId: WorkspaceId, key: VisitorKey });
export type LogOut = z.infer<typeof LogOut>;

/** The answer to a message of the visitor's. */
export const Sent = z.object({ message: Message, topic: VisitorTopic });
export type Sent = z.infer<typeof Sent>;
