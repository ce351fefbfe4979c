import * as z from 'zod/mini';
import { TopicRow } from './topic.ts';

/** One page of a list of topics. */
export const TopicPage = z.object({
  topics: z.array(TopicRow),
  next: z.nullable(z.string()), // give it back as `before` for the next page
});
export type TopicPage = z.infer<typeof TopicPage>;
