import * as z from 'zod/mini';
import { MergeId, TagId, ThreadId, VisitorId } from './ids.ts';
import { Visitor } from './visitor.ts';
import { Attribute } from './visitor-details.ts';

/** For so long a merge can be undone. */
export const UNDO_MERGE_DAYS = 30;

/** One of two visitors before they are made one. */
export const MergeSide = z.object({
  visitor: Visitor,
  messages: z.int(), // notes among them
  topics: z.int(),
  files: z.int(),
  waiting: z.int(), // replies that are to go later
  drafts: z.int(), // of all agents
  devices: z.int(), // browsers that hold a key of his
  tagIds: z.array(TagId),
  attributes: z.array(Attribute),
});
export type MergeSide = z.infer<typeof MergeSide>;

/** What would become of two visitors. Who is proven is the one that is kept; two who are proven never become one. */
export const MergePreview = z.object({
  kept: MergeSide,
  merged: MergeSide,
  refusal: z.nullable(z.literal('both_proven')),
  // What both have and does not say the same: what is known of the kept one stands.
  conflicts: z.array(
    z.object({ field: z.enum(['name', 'email', 'attribute']), name: z.string(), kept: z.string(), merged: z.string() }),
  ),
  // Who can read the one thread then. `proven`: only who proves to be the kept one, on whatever device. `all_devices`:
  // every browser of either, which thereby reads what was written on the other's.
  readers: z.enum(['proven', 'all_devices']),
});
export type MergePreview = z.infer<typeof MergePreview>;

/** Makes one visitor of two. The id is chosen by the sender, so that doing it twice does it once. */
export const NewMerge = z.strictObject({ id: MergeId, mergedId: VisitorId });
export type NewMerge = z.infer<typeof NewMerge>;

/** The answer to a merge, or to its undo: the thread in which the kept visitor's story goes on. */
export const Merged = z.object({ id: MergeId, keptId: VisitorId, threadId: ThreadId });
export type Merged = z.infer<typeof Merged>;
