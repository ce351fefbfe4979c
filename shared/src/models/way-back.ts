import * as z from 'zod/mini';
import { NewDevice } from './device.ts';
import { DeviceId, MessageId, type ThreadId, WorkspaceId } from './ids.ts';
import { MailAddress } from './mail.ts';
import { QuietHours } from './notification.ts';
import { textOf } from './text.ts';
import { VisitorKey } from './visitor.ts';

/**
 * How a visitor hears of answers while he is away: by the first way there is (`any`), by one alone, only once the team
 * is done with the matter, or never.
 */
export const WayBackChoice = z.enum(['any', 'push', 'mail', 'done', 'never']);
export type WayBackChoice = z.infer<typeof WayBackChoice>;

/** A way in which somebody who is away can be told. */
export const Rung = z.enum(['push', 'mail']);
export type Rung = z.infer<typeof Rung>;

/** What a visitor has set up, and what he could. */
export const WayBack = z.object({
  choice: WayBackChoice,
  quiet: z.nullable(QuietHours),
  pushes: z.int(), // on how many of his devices he is pushed to
  mail: z.nullable(z.string()), // the address to which he is written, if there is one
});
export type WayBack = z.infer<typeof WayBack>;

export const WayBackChange = z.strictObject({
  choice: z.optional(WayBackChoice),
  quiet: z.optional(z.nullable(QuietHours)),
});
export type WayBackChange = z.infer<typeof WayBackChange>;

/**
 * `notify`: to be pushed to in this browser. `home`: the same, as an app on its screen. `site`: to go on in this browser,
 * on the page on which he was. `carry`: to go on elsewhere.
 */
export const PassPurpose = z.enum(['notify', 'home', 'site', 'carry']);
export type PassPurpose = z.infer<typeof PassPurpose>;

export const NewPass = z.strictObject({ purpose: PassPurpose });
export type NewPass = z.infer<typeof NewPass>;

/** 192 bits of chance: whoever shows it first is let in, or asked about. */
export const Pass = z.string().check(z.regex(/^[\w-]{32}$/, { error: 'must be 32 letters, digits, `-` or `_`' }));
export const MadePass = z.object({ pass: z.string(), expiresAt: z.iso.datetime() });
export type MadePass = z.infer<typeof MadePass>;

const Device = { workspaceId: WorkspaceId, key: VisitorKey, name: textOf(80, 1) };

/** Another place of the same visitor's shows a pass, and the key by which it wants to be known. */
export const ShownPass = z.strictObject({ ...Device, pass: Pass });
export type ShownPass = z.infer<typeof ShownPass>;

/** Who was let in. `page`: on which he was last, at his last message, where he may be led there. */
export const LetIn = z.object({ page: z.nullable(z.string()) });
export type LetIn = z.infer<typeof LetIn>;

/** `waiting`: for the word of the device on which the pass was made. */
export const PassOutcome = z.discriminatedUnion('state', [
  z.object({ state: z.literal('let-in'), ...LetIn.shape }),
  z.object({ state: z.literal('waiting') }),
]);
export type PassOutcome = z.infer<typeof PassOutcome>;

/** For what a browser subscribes to be pushed to by the workspace. */
export const PushKey = z.object({ publicKey: z.string() });
export type PushKey = z.infer<typeof PushKey>;

/** A browser that asks to be pushed to. */
const { endpoint, keys } = NewDevice.shape;
export const NewVisitorDevice = z.strictObject({ workspaceId: WorkspaceId, key: VisitorKey, endpoint, keys });
export type NewVisitorDevice = z.infer<typeof NewVisitorDevice>;

/** How long a workspace waits before each way, and whether pushes say who answered and what. */
export const WaysBack = z.object({
  pushAfterSeconds: z.int(),
  mailAfterMinutes: z.int(),
  showsWords: z.boolean(),
  agentsAnswer: z.boolean(), // by mail, from their own mailboxes
});
export type WaysBack = z.infer<typeof WaysBack>;

export const WaysBackChange = z.strictObject({
  pushAfterSeconds: z.optional(z.int().check(z.minimum(0), z.maximum(86_400))),
  mailAfterMinutes: z.optional(z.int().check(z.minimum(0), z.maximum(10_080))),
  showsWords: z.optional(z.boolean()),
  agentsAnswer: z.optional(z.boolean()),
});
export type WaysBackChange = z.infer<typeof WaysBackChange>;

/** That a visitor was told of what stood in his thread up to this message. */
export const Knock = z.object({
  messageId: MessageId,
  rung: Rung,
  at: z.iso.datetime(),
  hasFailed: z.boolean(), // it reached nobody
  seenAt: z.nullable(z.iso.datetime()),
});
export type Knock = z.infer<typeof Knock>;

/** What a push to a visitor carries. `close`: he has read it elsewhere. Words are null where the workspace wants them unsaid. */
export type VisitorPush =
  | {
      type: 'show';
      workspaceId: WorkspaceId;
      threadId: ThreadId;
      messageId: MessageId;
      team: string;
      name: string | null;
      text: string | null;
      count: number; // of messages that he has not read
      url: string; // where a click leads
      page: string | null; // on which he was last: there a click leads whose notification the site shows itself
    }
  | { type: 'close'; threadId: ThreadId };

/** A place from which a visitor reads and writes. */
export const VisitorDevice = z.object({
  id: DeviceId,
  name: z.nullable(z.string()),
  isCurrent: z.boolean(),
  isPushedTo: z.boolean(),
  firstUsedAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
});
export type VisitorDevice = z.infer<typeof VisitorDevice>;

/** What has become of a pass: nobody has come with it, somebody asks to be let in, or it has ended. */
export const CarriedPass = z.discriminatedUnion('state', [
  z.object({ state: z.literal('made') }),
  z.object({ state: z.literal('asking'), name: z.string() }),
  z.object({ state: z.literal('over') }),
]);
export type CarriedPass = z.infer<typeof CarriedPass>;

export const PassLook = z.strictObject({ pass: Pass });
export const PassAnswer = z.strictObject({ pass: Pass, isMine: z.boolean() });
export type PassAnswer = z.infer<typeof PassAnswer>;

/** Somebody on a device without his thread asks for the way back to it, by the mailbox that he has shown to be his. */
export const NewRecovery = z.strictObject({
  workspaceId: WorkspaceId,
  address: MailAddress,
  language: z.optional(textOf(35)), // in which the mail is to be
});
export type NewRecovery = z.infer<typeof NewRecovery>;

export const RECOVERY_MINUTES = 15;

/** What the mail brought, and the key by which the device is known from now on. */
export const OpenRecovery = z.strictObject({ ...Device, link: Pass });
export type OpenRecovery = z.infer<typeof OpenRecovery>;
