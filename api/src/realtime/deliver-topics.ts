import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { TeamFrame, VisitorFrame } from '@everthread/shared/protocol/down';
import { and, eq, inArray } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topics } from '../db/schema/topics.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { selectTopicEvents } from '../topics/topic-event-rows.ts';
import { toTopicEvent } from '../topics/topic-event-view.ts';
import { selectTopics, type TopicDetails } from '../topics/topic-rows.ts';
import { toTopic, toVisitorTopic } from '../topics/topic-view.ts';
import { type RoomDelivery, tellRooms } from './tell-rooms.ts';

type Changed = Extract<OutboxEvent, { type: 'topic.changed' }>;

/** Tells the team how topics now are, and what was done to them; and of those of which he was asked how they went, their visitor. */
export const deliverTopics: Handler<Changed> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  const topicIds = events.map(({ topicId }) => topicId);
  const changeIds = events.flatMap(({ changeId }) => (changeId ? [changeId] : []));
  const [topicRows, eventRows] = await inWorkspace(ctx, [
    selectTopics(ctx.db).where(and(eq(topics.workspaceId, workspaceId), inArray(topics.id, topicIds))),
    selectTopicEvents(ctx.db).where(and(eq(topicEvents.workspaceId, workspaceId), inArray(topicEvents.id, changeIds))),
  ]);
  const topicById = new Map(topicRows.map((row) => [row.id, row]));
  const eventById = new Map(eventRows.map((row) => [row.id, row]));
  const room = { room: 'team', workspaceId } as const;
  await tellRooms(
    ctx.env,
    events.flatMap(({ topicId, changeId }): RoomDelivery[] => {
      const topic = topicById.get(topicId);
      const event = changeId && eventById.get(changeId);
      if (!topic) return []; // erased since
      const frame: TeamFrame = {
        type: 'topic.changed',
        topic: toTopic(topic),
        ...(event && { event: toTopicEvent(event) }),
      };
      return [{ room, frame }, ...toldItsVisitor(workspaceId, topic)];
    }),
  );
};

function toldItsVisitor(workspaceId: WorkspaceId, topic: TopicDetails): RoomDelivery[] {
  if (!topic.ratingAskedAt) return [];
  const frame: VisitorFrame = { type: 'rating.changed', topic: toVisitorTopic(topic) };
  return [{ room: { room: 'visitor', workspaceId, visitorId: topic.visitorId }, frame }];
}
