import * as z from 'zod/mini';

/** "I had the feed up to here." Sent once after the socket opens, by who keeps a list (the inbox). */
const Resume = z.strictObject({
  type: z.literal('resume'),
  epoch: z.string().check(z.maxLength(64)),
  after: z.int().check(z.minimum(0)),
});

/** What a client may say. Which audience it is in comes from its ticket, never from a frame. */
export const UpFrame = z.discriminatedUnion('type', [Resume]);
export type UpFrame = z.infer<typeof UpFrame>;
