import type { TeamFrame } from '@everthread/shared/protocol/down';
import { and, eq, inArray } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topicReads, topics } from '../db/schema/topics.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { selectTopicEvents } from '../topics/topic-event-rows.ts';
import { toTopicEvent } from '../topics/topic-event-view.ts';
import { selectTopics } from '../topics/topic-rows.ts';
import { toTopic } from '../topics/topic-view.ts';
import { type RoomDelivery, tellRooms } from './tell-rooms.ts';

type Rearranged = Extract<OutboxEvent, { type: 'thread.rearranged' }>;

/** Messages went from one topic into another: tells the team how both are now and each agent how far he has read, and both sides to catch up. */
export const deliverRearranged: Handler<Rearranged> = async (ctx, events) => {
  for (const event of events) await tellRooms(ctx.env, await deliveriesOf(ctx, event));
};

async function deliveriesOf(
  ctx: HandlerContext,
  { threadId, topicIds, changeId }: Rearranged,
): Promise<RoomDelivery[]> {
  const { workspaceId } = ctx.actor;
  const [[thread], topicRows, readRows, [event]] = await inWorkspace(ctx, [
    ctx.db
      .select()
      .from(threads)
      .where(and(eq(threads.workspaceId, workspaceId), eq(threads.id, threadId))),
    selectTopics(ctx.db).where(and(eq(topics.workspaceId, workspaceId), inArray(topics.id, topicIds))),
    ctx.db
      .select()
      .from(topicReads)
      .where(and(eq(topicReads.workspaceId, workspaceId), inArray(topicReads.topicId, topicIds))),
    selectTopicEvents(ctx.db).where(and(eq(topicEvents.workspaceId, workspaceId), eq(topicEvents.id, changeId))),
  ]);
  if (!thread) return []; // erased since, or joined to another
  const team = { room: 'team', workspaceId } as const;
  const caughtUp = { type: 'thread.rearranged', threadId, rev: thread.rev } as const;
  const changed = topicRows.map((row): TeamFrame => {
    const isAbout = event?.topicId === row.id;
    return {
      type: 'topic.changed',
      topic: toTopic(row),
      isUnread: true,
      ...(isAbout && { event: toTopicEvent(event) }),
    };
  });
  return [
    ...changed.map((frame) => ({ room: team, frame })),
    ...readRows.map(({ topicId, agentId, seq }) => {
      return { room: team, frame: { type: 'topic.read', topicId, seq }, onlyAgent: agentId } as const;
    }),
    { room: team, frame: caughtUp },
    { room: { room: 'visitor', workspaceId, visitorId: thread.visitorId }, frame: caughtUp },
  ];
}
