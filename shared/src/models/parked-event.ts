import * as z from 'zod/mini';

/** Something that happened and could not be followed up after ten tries: what kind, why, and when. Nothing that anybody wrote. */
export const ParkedEvent = z.object({
  id: z.int(),
  type: z.string(), // as in api/src/outbox/events.ts: 'message.sent' …
  reason: z.string(), // the error's name and code
  tries: z.int(),
  happenedAt: z.iso.datetime(),
  parkedAt: z.iso.datetime(),
});
export type ParkedEvent = z.infer<typeof ParkedEvent>;

/** Gives one of them, or all, as many tries again. */
export const ParkedReplay = z.strictObject({
  id: z.optional(z.int().check(z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER))),
});
export type ParkedReplay = z.infer<typeof ParkedReplay>;

/** The latest ones, and how many there are in all. */
export const ParkedEvents = z.object({ events: z.array(ParkedEvent), count: z.int() });
export type ParkedEvents = z.infer<typeof ParkedEvents>;
