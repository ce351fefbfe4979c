import { and, eq, inArray } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { topics } from '../db/schema/topics.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { selectTopics } from '../topics/topic-rows.ts';
import { toTopic } from '../topics/topic-view.ts';
import { tellRooms } from './tell-rooms.ts';

/** Tells the team how its targets stand in these topics. Visitors do not hear of them. */
export const deliverTargets: Handler<Extract<OutboxEvent, { type: 'target.changed' }>> = async (ctx, events) => {
  const room = { room: 'team', workspaceId: ctx.actor.workspaceId } as const;
  const ids = [...new Set(events.map(({ topicId }) => topicId))];
  const [rows] = await inWorkspace(ctx, [
    selectTopics(ctx.db).where(and(eq(topics.workspaceId, ctx.actor.workspaceId), inArray(topics.id, ids))),
  ]);
  await tellRooms(
    ctx.env,
    rows.map((row) => ({ room, frame: { type: 'topic.changed', topic: toTopic(row) } })),
  );
};
