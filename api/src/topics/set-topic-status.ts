import { ChangeId, type TopicId } from '@everthread/shared/models/ids';
import type { TopicStatusChange } from '@everthread/shared/models/topic';
import type { AgentActor, Context } from '../context.ts';
import { changeTopic } from './change-topic.ts';
import type { TopicDetails } from './topic-rows.ts';

/** Finishes or reopens a topic, for who needs no undo. Its thread stays as it is: one can always go on writing. */
export async function setTopicStatus(
  ctx: Context<AgentActor>,
  topicId: TopicId,
  { status }: TopicStatusChange,
): Promise<TopicDetails> {
  return (await changeTopic(ctx, topicId, { id: ChangeId.parse(ctx.newId()), status })).topic;
}
