import type { Topic } from '@everthread/shared/models/topic';

/** Several topics as one: what is the same in all of them, and neutral where they differ. Choices are shown against it. */
export function commonTopic(topics: readonly Topic[]): Topic | undefined {
  const [first, ...others] = topics;
  if (!first) return undefined;
  const same = <Field extends keyof Topic>(field: Field, otherwise: Topic[Field]): Topic[Field] =>
    others.every((topic) => topic[field] === first[field]) ? first[field] : otherwise;
  const inAll = <Id extends string>(ids: (topic: Topic) => readonly Id[]): Id[] =>
    ids(first).filter((id) => others.every((topic) => ids(topic).includes(id)));
  return {
    ...first,
    status: same('status', 'open'),
    assigneeId: same('assigneeId', undefined as never),
    teamId: same('teamId', undefined as never),
    priority: same('priority', undefined as never),
    snoozedUntil: same('snoozedUntil', null),
    subject: same('subject', null),
    tagIds: inAll(({ tagIds }) => tagIds),
    followerIds: inAll(({ followerIds }) => followerIds),
  };
}
