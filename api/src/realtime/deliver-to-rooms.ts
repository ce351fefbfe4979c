import type { TeamFrame, VisitorFrame } from '@everthread/shared/protocol/down';
import { and, eq, inArray } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { toMessage, toTeamMessage } from '../messages/message-view.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { toSeen } from '../threads/seen-view.ts';
import { toTopic, toVisitorTopic } from '../topics/topic-view.ts';
import { readMessages } from './read-messages.ts';
import { type RoomDelivery, tellRooms } from './tell-rooms.ts';

type EventOf<Type extends OutboxEvent['type']> = Extract<OutboxEvent, { type: Type }>;

/** Tells team and visitor of messages, new or changed, and the team alone of notes. */
export const deliverMessages: Handler<EventOf<'message.sent' | 'message.changed'>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  const ids = events.map(({ messageId }) => messageId);
  const rows = ctx.ahead ?? (await readMessages(ctx, ids));
  const byId = new Map(rows.map((row) => [row.message.id, row]));

  const deliveries = events.flatMap(({ type, messageId }): RoomDelivery[] => {
    const row = byId.get(messageId);
    if (!row) return []; // erased since
    const { message, topic } = row;
    const forTeam: TeamFrame = { type, message: toTeamMessage(message), topic: toTopic(topic) };
    const told: RoomDelivery[] = [{ room: { room: 'team', workspaceId }, frame: forTeam }];
    if (message.kind !== 'message') return told;
    const forVisitor: VisitorFrame = {
      type,
      message: toMessage(message),
      topic: toVisitorTopic(topic),
    };
    return [...told, { room: { room: 'visitor', workspaceId, visitorId: message.visitorId }, frame: forVisitor }];
  });
  await tellRooms(ctx.env, deliveries);
};

/** Tells both sides how far each has seen the thread. */
export const deliverReceipts: Handler<EventOf<'thread.seen'>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  const ids = events.map(({ threadId }) => threadId);
  const [rows] = await inWorkspace(ctx, [
    ctx.db
      .select()
      .from(threads)
      .where(and(eq(threads.workspaceId, workspaceId), inArray(threads.id, ids))),
  ]);
  await tellRooms(
    ctx.env,
    rows.flatMap((thread): RoomDelivery[] => {
      const frame = { type: 'thread.seen', threadId: thread.id, seen: toSeen(thread) } as const;
      return [
        { room: { room: 'team', workspaceId }, frame },
        { room: { room: 'visitor', workspaceId, visitorId: thread.visitorId }, frame },
      ];
    }),
  );
};

/** Tells an agent's other windows how far he has read. */
export const deliverReads: Handler<EventOf<'topic.read'>> = async (ctx, events) => {
  const room = { room: 'team', workspaceId: ctx.actor.workspaceId } as const;
  await tellRooms(
    ctx.env,
    events.map(({ topicId, agentId, seq }) => ({
      room,
      frame: { type: 'topic.read', topicId, seq },
      onlyAgent: agentId,
    })),
  );
};
