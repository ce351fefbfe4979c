import type { TopicId, VisitorId } from '@everthread/shared/models/ids';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { experimentTopics } from '../db/schema/experiments.ts';
import { armOfNextTopic, armOfTopic } from './arm-of-topic.ts';
import type { RunningExperiment } from './running-experiment.ts';

type Promising = { likelihood: number; leastMinutes?: number; experiment: RunningExperiment | null };

/**
 * On what a promise in this topic rests where an experiment runs: by the policy of the topic, which takes part from its
 * first promise on if it began after the experiment and is of its segment. Without an experiment as it was, and no trip.
 */
export async function withPolicy<Grounds extends Promising>(
  ctx: Context<SystemActor>,
  grounds: Grounds,
  topicId: TopicId,
): Promise<Grounds> {
  const { experiment } = grounds;
  const found = experiment && (await armOfTopic(ctx, experiment, topicId));
  if (!found) return grounds;
  const { arm, isNew } = found;
  if (isNew) {
    const { workspaceId } = ctx.actor;
    await inWorkspace(ctx, [
      ctx.db
        .insert(experimentTopics)
        .values({ workspaceId, experimentId: experiment.id, topicId, arm, enrolledAt: ctx.now() })
        .onConflictDoNothing(),
    ]);
  }
  return { ...grounds, ...experiment[arm] };
}

/** On what a promise to this visitor would rest who wrote now; no topic takes part for being asked about. */
export async function withPolicyOf<Grounds extends Promising>(
  ctx: Context<SystemActor>,
  grounds: Grounds,
  { visitorId, topicId }: { visitorId: VisitorId; topicId: TopicId | null },
): Promise<Grounds> {
  const { experiment } = grounds;
  if (!experiment) return grounds;
  const arm = topicId
    ? (await armOfTopic(ctx, experiment, topicId))?.arm
    : await armOfNextTopic(ctx, experiment, visitorId);
  return arm ? { ...grounds, ...experiment[arm] } : grounds;
}
