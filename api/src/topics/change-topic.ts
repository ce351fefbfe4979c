import type { TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { TopicChange } from '@everthread/shared/models/topic-change';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { teams } from '../db/schema/teams.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topics } from '../db/schema/topics.ts';
import { AppError } from '../errors.ts';
import { appendMessage } from '../messages/append-message.ts';
import { findRepeated, isRepeat, isUnknownQuote, noSuchQuote } from '../messages/stored-message.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { threadOfTopic } from '../threads/thread-of-topic.ts';
import { changeStatement } from './change-statement.ts';
import { selectTopicEvents, type TopicEventRow } from './topic-event-rows.ts';
import { selectTopics, type TopicDetails } from './topic-rows.ts';
import { toTopic } from './topic-view.ts';

/** The topic as it now is, and what was kept of the change: nothing where it was so already. */
export type ChangedTopic = { topic: TopicDetails; event: TopicEventRow | undefined };

/**
 * Does to a topic what an agent wants done: gives it to somebody, takes, follows, snoozes, tags, finishes it … A note
 * that goes along is written with it, or neither. What is so already stays as it is; the same change again makes none.
 */
export async function changeTopic(
  ctx: Context<AgentActor>,
  topicId: TopicId,
  change: TopicChange,
): Promise<ChangedTopic> {
  const { workspaceId } = ctx.actor;
  if (change.snoozedUntil && Date.parse(change.snoozedUntil) <= ctx.now().getTime()) {
    throw new AppError('invalid', '`snoozedUntil` must lie in the future');
  }
  const { thatTopic, itsThread } = threadOfTopic(ctx.db, workspaceId, topicId);
  const terms = termsOf(workspaceId, change);
  const isMeant = sql`topic.workspace_id = ${workspaceId} and topic.id = ${topicId} and topic.status <> 'merged'
    and ${terms.isAssignable} and ${terms.isTeam} and ${terms.isExpected}`;
  const thread = and(itsThread, sql`exists (select from ${topics} topic where ${isMeant})`);
  try {
    const [, before, , [topic], [event]] = await inWorkspace(ctx, [
      lockThread(ctx.db, itsThread),
      selectTerms(ctx, topicId, change, terms),
      changeStatement(ctx, topicId, change, isMeant),
      selectTopics(ctx.db).where(thatTopic),
      selectTopicEvents(ctx.db).where(thatChange(workspaceId, change)),
      ...(change.note ? [appendMessage(ctx, thread, { ...change.note, kind: 'note' })] : []),
    ]);
    const [state] = before.rows;
    if (!topic || !state) throw new AppError('not_found', 'No such topic');
    refuseUnless(state, topic);
    if (event && event.topicId !== topicId) {
      throw new AppError('conflict', 'This id already stands for another change. Choose a new id');
    }
    return { topic, event };
  } catch (error) {
    if (isUnknownQuote(error)) throw noSuchQuote();
    const { note, ...rest } = change;
    if (!note || !isRepeat(error)) throw error;
    await findRepeated(ctx, itsThread, { ...note, kind: 'note' });
    return changeTopic(ctx, topicId, rest);
  }
}

const thatChange = (workspaceId: WorkspaceId, { id }: TopicChange) =>
  and(eq(topicEvents.workspaceId, workspaceId), eq(topicEvents.id, id));

type Terms = { isAssignable: SQL; isTeam: SQL; isExpected: SQL };

/** What must hold of the row `topic` and of the workspace for the change to be made. */
export function termsOf(workspaceId: WorkspaceId, { assigneeId, teamId, expect }: TopicChange): Terms {
  return {
    isAssignable: assigneeId
      ? sql`exists (select from ${agents} agent where agent.workspace_id = ${workspaceId} and agent.id = ${assigneeId}
          and agent.left_at is null and agent.role <> 'viewer')`
      : sql`true`,
    isTeam: teamId
      ? sql`exists (select from ${teams} team where team.workspace_id = ${workspaceId} and team.id = ${teamId}
          and team.removed_at is null)`
      : sql`true`,
    // Who has it already has taken it, however often he asks.
    isExpected: expect
      ? sql`(topic.assignee_id is not distinct from ${expect.assigneeId}::uuid
          or topic.assignee_id is not distinct from ${assigneeId ?? expect.assigneeId}::uuid)`
      : sql`true`,
  };
}

type State = { status: string; holder: string | null } & Record<'is_assignable' | 'is_team' | 'is_expected', boolean>;

const selectTerms = (
  { db, actor: { workspaceId } }: Context<AgentActor>,
  topicId: TopicId,
  change: TopicChange,
  terms: Terms,
) =>
  db.execute<State>(sql`
    select topic.status, holder.name as holder, ${terms.isAssignable} as is_assignable, ${terms.isTeam} as is_team,
      (${terms.isExpected} or made.id is not null) as is_expected
    from ${topics} topic
      left join ${agents} holder on holder.workspace_id = topic.workspace_id and holder.id = topic.assignee_id
      left join ${topicEvents} made on made.workspace_id = topic.workspace_id and made.id = ${change.id}
    where topic.workspace_id = ${workspaceId} and topic.id = ${topicId}`);

function refuseUnless(state: State, topic: TopicDetails): void {
  const details = { topic: toTopic(topic) };
  if (state.status === 'merged') throw new AppError('conflict', 'This topic was merged into another', { details });
  if (!state.is_assignable)
    throw new AppError('invalid', '`assigneeId` must be an agent who answers in this workspace');
  if (!state.is_team) throw new AppError('invalid', '`teamId` must be a team of this workspace');
  if (state.is_expected) return;
  throw new AppError('conflict', state.holder ? `${state.holder} has it` : 'Nobody has it any more', { details });
}
