import * as z from 'zod/mini';
import { Attachment } from './attachment.ts';
import { AgentId, MessageId, ThreadId } from './ids.ts';
import { NewMessageFields, Quote, Seq, saysSomething } from './message.ts';
import { MacroRun } from './saved-reply.ts';

/** For how many seconds a reply may be held, so that it can be taken back. 0: it goes at once. */
const HOLD_SECONDS = [0, 5, 10, 20] as const;
export const HoldSeconds = z.literal(HOLD_SECONDS);
export type HoldSeconds = z.infer<typeof HoldSeconds>;

/**
 * `waiting` for its time; then `sent`, or `returned` to its writer because something was written in the meantime.
 * `cancelled`: he took it back. `left`: he is no longer there, and any of the team may take it over.
 */
export const ScheduledState = z.enum(['waiting', 'sent', 'cancelled', 'returned', 'left']);
export type ScheduledState = z.infer<typeof ScheduledState>;

/** When a reply goes: after so many seconds, or at a time. */
export const ReleaseTime = z.union([
  z.strictObject({ holdSeconds: HoldSeconds }), // 0: as soon as it is stored
  z.strictObject({ at: z.iso.datetime() }),
]);
export type ReleaseTime = z.infer<typeof ReleaseTime>;

/** A reply that waits before it goes. Where it goes then, and whether it may, is decided only then. */
export const NewScheduled = z
  .strictObject({
    ...NewMessageFields,
    seenSeq: Seq,
    release: ReleaseTime,
    macro: z.optional(MacroRun), // done to its topic when it goes, or not at all
  })
  .check(saysSomething);
export type NewScheduled = z.infer<typeof NewScheduled>;

/** Another time, or at once, by who has seen the thread up to here. */
export const ScheduledChange = z.strictObject({
  seenSeq: Seq,
  release: z.union([z.literal('now'), z.strictObject({ at: z.iso.datetime() })]),
});
export type ScheduledChange = z.infer<typeof ScheduledChange>;

/** A reply that waits, as the team sees it. */
export const Scheduled = z.object({
  id: MessageId,
  threadId: ThreadId,
  rev: z.int(), // 1, 2, 3 … with each change of it
  state: ScheduledState,
  agent: z.object({ id: AgentId, name: z.string() }),
  isHeld: z.boolean(), // for a few seconds only
  dueAt: z.iso.datetime(),
  seenSeq: z.int(),
  // Null for all but its writer while it is held or once it came back to him, and for all once it is over.
  words: z.nullable(z.object({ text: z.string(), quote: z.nullable(Quote), attachments: z.array(Attachment) })),
});
export type Scheduled = z.infer<typeof Scheduled>;
