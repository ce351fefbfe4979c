import { matches, type VisitorFacts } from '@everthread/shared/client/match-view';
import type { Arm } from '@everthread/shared/models/experiment';
import type { AgentId, TopicId } from '@everthread/shared/models/ids';
import { and, eq, sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { experimentTopics } from '../db/schema/experiments.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitorTags } from '../db/schema/visitor-tags.ts';
import { visitors } from '../db/schema/visitors.ts';
import { selectTopics } from '../topics/topic-rows.ts';
import { toTopic } from '../topics/topic-view.ts';
import { armOf } from './arm-of.ts';
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
  if (!experiment) return grounds;
  const arm = await armOfTopic(ctx, experiment, topicId);
  return arm ? { ...grounds, ...experiment[arm] } : grounds;
}

async function armOfTopic(
  ctx: Context<SystemActor>,
  experiment: RunningExperiment,
  topicId: TopicId,
): Promise<Arm | undefined> {
  const { workspaceId } = ctx.actor;
  const [[known], [row], facts] = await inWorkspace(ctx, [
    ctx.db
      .select({ arm: experimentTopics.arm })
      .from(experimentTopics)
      .where(
        and(
          eq(experimentTopics.workspaceId, workspaceId),
          eq(experimentTopics.experimentId, experiment.id),
          eq(experimentTopics.topicId, topicId),
        ),
      ),
    selectTopics(ctx.db).where(and(eq(topics.workspaceId, workspaceId), eq(topics.id, topicId))),
    ctx.db.execute<VisitorFacts>(sql`
      select visitor.language, visitor.page_url as "pageUrl", visitor.attributes, array(select tag_id from ${visitorTags} tagged
        where tagged.workspace_id = visitor.workspace_id and tagged.visitor_id = visitor.id) as "tagIds"
      from ${topics} topic
        join ${threads} thread on thread.workspace_id = topic.workspace_id and thread.id = topic.thread_id
        join ${visitors} visitor on visitor.workspace_id = thread.workspace_id and visitor.id = thread.visitor_id
      where topic.workspace_id = ${workspaceId} and topic.id = ${topicId}`),
  ]);
  if (known) return known.arm;
  const [visitor] = facts.rows;
  if (!row || !visitor || row.startedAt.getTime() < experiment.startedMs) return undefined;
  const looker = { agentId: '' as AgentId, nowMs: ctx.now().getTime() }; // a segment does not ask who looks
  if (!matches(experiment.filters, toTopic(row), looker, visitor)) return undefined;
  const arm = armOf(workspaceId, experiment.id, row.visitorId, experiment.share);
  await inWorkspace(ctx, [
    ctx.db
      .insert(experimentTopics)
      .values({ workspaceId, experimentId: experiment.id, topicId, arm, enrolledAt: ctx.now() })
      .onConflictDoNothing(),
  ]);
  return arm;
}
