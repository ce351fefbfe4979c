import type { TopicId } from '@everthread/shared/models/ids';
import type { VisitorFrame } from '@everthread/shared/protocol/down';
import { and, eq, inArray } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { topics } from '../db/schema/topics.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { selectTopics } from '../topics/topic-rows.ts';
import { toTopic, toVisitorTopic } from '../topics/topic-view.ts';
import { type RoomDelivery, tellRooms } from './tell-rooms.ts';

type EventOf<Type extends OutboxEvent['type']> = Extract<OutboxEvent, { type: Type }>;

/** Tells both sides when somebody answers, or that it is no longer to be expected. */
export const deliverPromises: Handler<EventOf<'promise.changed'>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  const byId = await readTopics(ctx, events);
  await tellRooms(
    ctx.env,
    events.flatMap(({ type, topicId, rev }): RoomDelivery[] => {
      const topic = byId.get(topicId);
      if (!topic) return []; // erased since
      const forVisitor: VisitorFrame = { type, rev, topic: toVisitorTopic(topic) };
      return [
        { room: { room: 'team', workspaceId }, frame: { type: 'topic.changed', topic: toTopic(topic) } },
        { room: { room: 'visitor', workspaceId, visitorId: topic.visitorId }, frame: forVisitor },
      ];
    }),
  );
};

/** Tells the team of what will hardly be kept. Visitors do not hear of it. */
export const deliverAtRisk: Handler<EventOf<'promise.at-risk'>> = async (ctx, events) => {
  const room = { room: 'team', workspaceId: ctx.actor.workspaceId } as const;
  const byId = await readTopics(ctx, events);
  await tellRooms(
    ctx.env,
    [...byId.values()].map((topic) => ({ room, frame: { type: 'topic.changed', topic: toTopic(topic) } })),
  );
};

async function readTopics(ctx: HandlerContext, events: readonly { topicId: TopicId }[]) {
  const ids = events.map(({ topicId }) => topicId);
  const [rows] = await inWorkspace(ctx, [
    selectTopics(ctx.db).where(and(eq(topics.workspaceId, ctx.actor.workspaceId), inArray(topics.id, ids))),
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}
