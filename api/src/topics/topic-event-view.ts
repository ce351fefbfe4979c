import { PRIORITIES } from '@everthread/shared/client/topic-order';
import type { TopicEvent, TopicFacets } from '@everthread/shared/models/topic-change';
import type { TopicEventRow } from './topic-event-rows.ts';

/** What the team gets of what happened to a topic. There is no view of it for visitors. */
export const toTopicEvent = (row: TopicEventRow): TopicEvent => ({
  id: row.id,
  threadId: row.threadId,
  topicId: row.topicId,
  rev: row.rev,
  afterSeq: row.afterSeq,
  at: row.at.toISOString(),
  agentId: row.agentId,
  isUndone: row.undoneAt !== null,
  what: toWhat(row),
});

function toWhat({ kind, otherId, topicId, before, after }: TopicEventRow): TopicEvent['what'] {
  if (kind === 'changed') return { kind, before: toFacets(before), after: toFacets(after) };
  if (kind === 'woken') return { kind };
  const { messages = [] } = after as { messages?: readonly string[] };
  return { kind, fromId: otherId ?? topicId, count: messages.length };
}

/** A state as `apply-states.ts` writes it: of a row's columns those that changed. */
type State = {
  status?: TopicFacets['status'];
  snoozed_until?: string | null;
  assignee_id?: TopicFacets['assigneeId'];
  team_id?: TopicFacets['teamId'];
  priority?: number;
  subject?: string | null;
  tag_ids?: TopicFacets['tagIds'];
  follower_ids?: TopicFacets['followerIds'];
};

function toFacets(state: State): TopicFacets {
  const { status, snoozed_until: until, assignee_id, team_id, priority, subject, tag_ids, follower_ids } = state;
  return {
    ...(status !== undefined && { status }),
    ...(until !== undefined && { snoozedUntil: until && new Date(until).toISOString() }),
    ...(assignee_id !== undefined && { assigneeId: assignee_id }),
    ...(team_id !== undefined && { teamId: team_id }),
    ...(priority !== undefined && { priority: PRIORITIES[priority] ?? 'none' }),
    ...(subject !== undefined && { subject }),
    ...(tag_ids !== undefined && { tagIds: tag_ids }),
    ...(follower_ids !== undefined && { followerIds: follower_ids }),
  };
}
