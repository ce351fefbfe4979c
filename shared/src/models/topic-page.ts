import * as z from 'zod/mini';
import { TopicRow } from './topic.ts';

/** The statuses that the inbox lists under a tab of their own. */
export const ListedStatus = z.enum(['open', 'waiting', 'done']);
export type ListedStatus = z.infer<typeof ListedStatus>;

/** One page of the inbox list, newest first, and how many topics each status holds. */
export const TopicPage = z.object({
  topics: z.array(TopicRow),
  next: z.nullable(z.string()), // give it back as `before` for the next page
  counts: z.record(ListedStatus, z.int()),
});
export type TopicPage = z.infer<typeof TopicPage>;
