import * as z from 'zod/mini';
import { MessageId, ThreadId } from './ids.ts';
import { MESSAGE_MAX_LENGTH, Mention, MOST_MENTIONS, Quote } from './message.ts';
import { HoldSeconds, Scheduled } from './scheduled.ts';
import { unfinishedTextOf } from './text.ts';

/** Twice what may be sent: who wrote too much must not lose it. */
export const DRAFT_MAX_LENGTH = 2 * MESSAGE_MAX_LENGTH;
/** How many sets of words that lost their place a draft keeps. */
export const MOST_KEPT_DRAFTS = 20;

export const DraftKind = z.enum(['message', 'note']);
export type DraftKind = z.infer<typeof DraftKind>;

/** Words that another device's took the place of. */
export const KeptDraft = z.object({ text: z.string(), at: z.iso.datetime() });
export type KeptDraft = z.infer<typeof KeptDraft>;

/** What one has begun to write in a thread, on all of one's devices. Empty words and nothing kept: none. */
export const Draft = z.object({
  threadId: ThreadId,
  kind: DraftKind,
  rev: z.int(), // higher with each change of it
  text: z.string(),
  quote: z.nullable(Quote),
  mentions: z.array(Mention),
  kept: z.array(KeptDraft), // oldest first
});
export type Draft = z.infer<typeof Draft>;

/** What it says now. `base`: the revision that its writer's device knew. What he did not know of is kept, never lost. */
export const DraftChange = z.strictObject({
  base: z.int().check(z.minimum(0), z.maximum(2_147_483_646)),
  text: unfinishedTextOf(DRAFT_MAX_LENGTH),
  quoteId: z.optional(MessageId),
  mentions: z.optional(z.array(Mention).check(z.maxLength(MOST_MENTIONS))),
  /** Lets go of what is kept, up to this many of the oldest. */
  forgetKept: z.optional(z.int().check(z.minimum(1), z.maximum(MOST_KEPT_DRAFTS))),
});
export type DraftChange = z.infer<typeof DraftChange>;

/** All that one is writing: what every device of an agent begins with. */
export const Writing = z.object({
  holdSeconds: HoldSeconds,
  drafts: z.array(Draft),
  returned: z.array(Scheduled), // replies that were not sent, because something was written in the meantime
});
export type Writing = z.infer<typeof Writing>;

export const WritingChange = z.strictObject({ holdSeconds: HoldSeconds });
export type WritingChange = z.infer<typeof WritingChange>;
