import { matches, type TopicFacts, type VisitorFacts } from '@everthread/shared/client/match-view';
import type { Arm } from '@everthread/shared/models/experiment';
import type { AgentId, TopicId, VisitorId } from '@everthread/shared/models/ids';
import { and, eq, type SQL, sql } from 'drizzle-orm';
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

/** Which of the two policies; `isNew`: the topic does not take part yet. */
export type FoundArm = { arm: Arm; isNew: boolean };

/**
 * The policy by which a promise in this topic is made: that by which it takes part, or would from its next promise on.
 * `undefined` where it is not of the experiment.
 */
export async function armOfTopic(
  ctx: Context<SystemActor>,
  experiment: RunningExperiment,
  topicId: TopicId,
): Promise<FoundArm | undefined> {
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
    selectFacts(
      ctx,
      sql`(select thread.visitor_id from ${topics} topic
        join ${threads} thread on thread.workspace_id = topic.workspace_id and thread.id = topic.thread_id
        where topic.workspace_id = ${workspaceId} and topic.id = ${topicId})`,
    ),
  ]);
  if (known) return { arm: known.arm, isNew: false };
  if (!row || row.startedAt.getTime() < experiment.startedMs) return undefined;
  return isOfSegment(ctx, experiment, toTopic(row), facts.rows[0])
    ? { arm: armOf(workspaceId, experiment.id, row.visitorId, experiment.share), isNew: true }
    : undefined;
}

/** The policy by which a promise is made in the topic that this visitor begins if he writes now. */
export async function armOfNextTopic(
  ctx: Context<SystemActor>,
  experiment: RunningExperiment,
  visitorId: VisitorId,
): Promise<Arm | undefined> {
  const [{ rows }] = await inWorkspace(ctx, [selectFacts(ctx, sql`${visitorId}::uuid`)]);
  return isOfSegment(ctx, experiment, NEXT_TOPIC, rows[0])
    ? armOf(ctx.actor.workspaceId, experiment.id, visitorId, experiment.share)
    : undefined;
}

const NEXT_TOPIC: TopicFacts = {
  id: '' as TopicId, // a segment does not ask which one it is
  status: 'open',
  assigneeId: null,
  teamId: null,
  tagIds: [],
  priority: 'none',
  waitingSince: null,
};

const NOBODY = '' as AgentId; // nor who looks

const isOfSegment = (
  ctx: Context<SystemActor>,
  { filters }: RunningExperiment,
  topic: TopicFacts,
  visitor: VisitorFacts | undefined,
): boolean =>
  visitor !== undefined && matches(filters, topic, { agentId: NOBODY, nowMs: ctx.now().getTime() }, visitor) === true;

const selectFacts = ({ db, actor }: Context<SystemActor>, visitorId: SQL) =>
  db.execute<VisitorFacts>(sql`
    select visitor.language, visitor.page_url as "pageUrl", visitor.attributes, array(select tag_id from ${visitorTags} tagged
      where tagged.workspace_id = visitor.workspace_id and tagged.visitor_id = visitor.id) as "tagIds"
    from ${visitors} visitor where visitor.workspace_id = ${actor.workspaceId} and visitor.id = ${visitorId}`);
