import { ChangeId, type TopicId } from '@everthread/shared/models/ids';
import type { TopicChange } from '@everthread/shared/models/topic-change';
import type { AgentActor, Context } from '../src/context.ts';
import { changeTopic } from '../src/topics/change-topic.ts';
import type { TopicDetails } from '../src/topics/topic-rows.ts';

/** Finishes or reopens a topic, for who needs no undo. */
export async function setTopicStatus(
  ctx: Context<AgentActor>,
  topicId: TopicId,
  { status }: Required<Pick<TopicChange, 'status'>>,
): Promise<TopicDetails> {
  return (await changeTopic(ctx, topicId, { id: ChangeId.parse(ctx.newId()), status })).topic;
}
