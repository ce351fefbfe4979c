import type { ThreadId } from '@everthread/shared/models/ids';
import type { Topic } from '@everthread/shared/models/topic';
import type { AgentActor, Context } from '../src/context.ts';
import { changesAfter } from '../src/threads/changes-after.ts';
import { toTopic } from '../src/topics/topic-view.ts';

/** A thread's messages and living topics as the team sees them, without revisions: what a rearrangement leaves or restores. */
export async function shapeOf(agent: Context<AgentActor>, threadId: ThreadId) {
  const { messages, topics } = await changesAfter(agent, threadId, 0);
  const bySeq = messages.toSorted((a, b) => a.seq - b.seq);
  return {
    messages: bySeq.map(({ id, seq, topicId }) => ({ id, seq, topicId })),
    topics: topics
      .map(toTopic)
      .filter(({ status }) => status !== 'merged')
      .map(({ rev: _, ...topic }) => topic)
      .toSorted((a, b) => a.firstSeq - b.firstSeq),
  };
}

type Shape = Awaited<ReturnType<typeof shapeOf>>;

/** What is wrong in a thread: each message is in one living topic, which says the truth about its messages. Empty where all is well. */
export function faultsIn({ messages, topics }: Shape): string[] {
  const faults = messages
    .filter((message) => topics.filter(({ id }) => id === message.topicId).length !== 1)
    .map(({ seq }) => `message ${seq} is not in one topic`);
  messages.forEach(({ seq }, i) => {
    if (seq !== i + 1) faults.push(`seq ${seq} stands at place ${i + 1}`);
  });
  for (const topic of topics) faults.push(...faultsOf(topic, messages));
  return faults;
}

function faultsOf(topic: Omit<Topic, 'rev'>, messages: Shape['messages']): string[] {
  const own = messages.filter(({ topicId }) => topicId === topic.id).map(({ seq }) => seq);
  if (own.length === 0) return [`topic at ${topic.firstSeq} is empty`];
  const faults = [];
  if (topic.firstSeq !== own[0]) faults.push(`topic begins at ${topic.firstSeq}, its messages at ${own[0]}`);
  if (topic.lastSeq !== own.at(-1)) faults.push(`topic ends at ${topic.lastSeq}, its messages at ${own.at(-1)}`);
  if (topic.waitingSince && !['open', 'snoozed'].includes(topic.status)) faults.push('who waits was put aside');
  if (topic.mergedIntoId) faults.push('a living topic says that it was merged');
  return faults;
}
