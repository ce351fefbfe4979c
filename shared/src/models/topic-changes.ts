import * as z from 'zod/mini';
import { ERROR_STATUS, type ErrorCode } from '../errors.ts';
import { ChangeId, TopicId } from './ids.ts';
import { Topic } from './topic.ts';
import { TopicChange, TopicEvent } from './topic-change.ts';

/** How many topics are changed in one request. */
const MOST_CHANGES = 100;

const atMost = <Each extends z.ZodMiniType<{ topicId: string }>>(each: Each) =>
  z.array(each).check(
    z.minLength(1),
    z.maxLength(MOST_CHANGES),
    z.refine((all) => new Set(all.map(({ topicId }) => topicId)).size === all.length, {
      error: 'must name each topic once',
    }),
  );

/** What is to become of several topics, of each by itself: what cannot be done to one keeps none of the others. */
export const TopicChanges = z.strictObject({
  changes: atMost(
    z.strictObject({ topicId: TopicId, change: TopicChange }).check(
      z.refine(({ change }) => change.note === undefined, {
        path: ['change', 'note'],
        error: 'goes along with the change of one topic only',
      }),
    ),
  ),
});
export type TopicChanges = z.infer<typeof TopicChanges>;

/** Takes several changes back, each by itself. */
export const ChangeUndos = z.strictObject({
  undos: atMost(z.strictObject({ topicId: TopicId, changeId: ChangeId })),
});
export type ChangeUndos = z.infer<typeof ChangeUndos>;

const Code = z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]);

/** What became of one of them. `event`: nothing where it was so already. */
export const ChangeResult = z.union([
  z.object({ topicId: TopicId, topic: Topic, event: z.nullable(TopicEvent) }),
  z.object({ topicId: TopicId, error: z.object({ code: Code, message: z.string() }) }),
]);
export type ChangeResult = z.infer<typeof ChangeResult>;
