import * as z from 'zod/mini';
import { ThreadId, VisitorId } from '../models/ids.ts';

/** "I had the feed up to here." Sent once after the socket opens, by who keeps a list (the inbox). */
const Resume = z.strictObject({
  type: z.literal('resume'),
  epoch: z.string().check(z.maxLength(64)),
  after: z.int().check(z.minimum(0)),
});

export type Resume = z.infer<typeof Resume>;

/** "I am typing", every few seconds while it is so. An agent names the visitor whom he is writing to. */
const Typing = z.object({ type: z.literal('typing'), visitorId: z.optional(VisitorId) });

/** "This thread is before my eyes", or none. Of an agent; his other windows say their own. */
const Looking = z.object({ type: z.literal('looking'), threadId: z.nullable(ThreadId) });

/** "Somebody sits before this window and looks at it", or no longer. Of an agent; his other windows say their own. */
const Attending = z.object({ type: z.literal('attending'), isAttending: z.boolean() });

/** What a client may say. Which audience it is in comes from its ticket, never from a frame. */
export const UpFrame = z.discriminatedUnion('type', [Resume, Typing, Looking, Attending]);
export type UpFrame = z.infer<typeof UpFrame>;
