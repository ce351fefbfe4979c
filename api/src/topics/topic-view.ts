import { PRIORITIES } from '@everthread/shared/client/topic-order';
import type { Rating } from '@everthread/shared/models/rating';
import type { Topic, VisitorTopic } from '@everthread/shared/models/topic';
import { toTopicPromise, toVisitorPromise } from '../promises/topic-promise.ts';
import { ratingForTeam, ratingForVisitor } from '../ratings/rating-view.ts';
import type { TopicDetails } from './topic-rows.ts';

const withRating = (rating: Rating | undefined) => (rating ? { rating } : {});

/** What a visitor gets of a topic. */
export const toVisitorTopic = (row: TopicDetails): VisitorTopic => ({
  ...withRating(ratingForVisitor(row)),
  id: row.id,
  threadId: row.threadId,
  rev: row.rev,
  firstSeq: row.firstSeq,
  startedAt: row.startedAt.toISOString(),
  ...(row.promise && { promise: toVisitorPromise(row.promise) }),
});

/** What the team gets. */
export const toTopic = (row: TopicDetails): Topic => ({
  ...withRating(ratingForTeam(row)),
  id: row.id,
  threadId: row.threadId,
  rev: row.rev,
  status: row.status,
  firstSeq: row.firstSeq,
  lastSeq: row.lastSeq,
  lastVisitorSeq: row.lastVisitorSeq,
  startedAt: row.startedAt.toISOString(),
  lastMessageAt: row.lastMessageAt.toISOString(),
  doneAt: row.doneAt?.toISOString() ?? null,
  preview: row.preview,
  previewBy: row.previewBy,
  subject: row.subject,
  assigneeId: row.assigneeId,
  teamId: row.teamId,
  priority: PRIORITIES[row.priority] ?? 'none',
  ...(row.channel === 'mail' && { channel: row.channel }),
  tagIds: row.tagIds,
  followerIds: row.followerIds,
  snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
  waitingSince: row.waitingSince?.toISOString() ?? null,
  ...(row.promise && { promise: toTopicPromise(row.promise) }),
  ...(row.target && { target: row.target }),
  mergedIntoId: row.mergedIntoId,
  visitor: { id: row.visitorId, name: row.visitorName, identity: row.visitorIdentity },
});
