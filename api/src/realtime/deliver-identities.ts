import type { TeamFrame } from '@everthread/shared/protocol/down';
import { and, eq, inArray } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { topicReads, topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { selectTopics } from '../topics/topic-rows.ts';
import { toTopic } from '../topics/topic-view.ts';
import { toVisitor, visitorColumns } from '../visitors/visitor-view.ts';
import { endVisitorSockets } from './end-sockets.ts';
import { type RoomDelivery, tellRooms } from './tell-rooms.ts';

type EventOf<Type extends OutboxEvent['type']> = Extract<OutboxEvent, { type: Type }>;

/** Tells the team what visitors are known as now. What was opened before one was proven, he must open anew. */
export const deliverVisitors: Handler<EventOf<'visitor.changed'>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  const theirs = inArray(
    threads.visitorId,
    events.map(({ visitorId }) => visitorId),
  );
  const [visitorRows, topicRows] = await inWorkspace(ctx, [
    ctx.db
      .select({ threadId: threads.id, visitor: visitorColumns })
      .from(visitors)
      .innerJoin(threads, and(eq(threads.workspaceId, visitors.workspaceId), eq(threads.visitorId, visitors.id)))
      .where(and(eq(visitors.workspaceId, workspaceId), theirs)),
    selectTopics(ctx.db).where(and(eq(topics.workspaceId, workspaceId), theirs)),
  ]);
  const frames: TeamFrame[] = [
    ...visitorRows.map(({ threadId, visitor }) => {
      return { type: 'visitor.changed', threadId, visitor: toVisitor(visitor) } as const;
    }),
    ...topicRows.map((row) => ({ type: 'topic.changed', topic: toTopic(row) }) as const),
  ];
  const room = { room: 'team', workspaceId } as const;
  await tellRooms(
    ctx.env,
    frames.map((frame) => ({ room, frame })),
  );
  const proven = visitorRows.filter(({ visitor }) => visitor.identity === 'verified');
  await Promise.all(
    proven.map(({ visitor }) =>
      endVisitorSockets(ctx.env, { workspaceId, visitorId: visitor.id }, { identity: 'claimed' }),
    ),
  );
};

/** Tells the person's other devices and the team of what has moved into his thread, and each agent how far he had read in it. */
export const deliverJoins: Handler<EventOf<'thread.joined'>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  const ids = events.flatMap(({ topicIds }) => topicIds);
  const [threadRows, topicRows, readRows] = await inWorkspace(ctx, [
    ctx.db
      .select()
      .from(threads)
      .where(
        and(
          eq(threads.workspaceId, workspaceId),
          inArray(
            threads.id,
            events.map(({ threadId }) => threadId),
          ),
        ),
      ),
    selectTopics(ctx.db).where(and(eq(topics.workspaceId, workspaceId), inArray(topics.id, ids))),
    ctx.db
      .select()
      .from(topicReads)
      .where(and(eq(topicReads.workspaceId, workspaceId), inArray(topicReads.topicId, ids))),
  ]);
  const room = { room: 'team', workspaceId } as const;
  const joined = events.flatMap(({ threadId, joinedThreadId }): RoomDelivery[] => {
    const thread = threadRows.find(({ id }) => id === threadId);
    if (!thread) return []; // erased since
    const frame = { type: 'thread.joined', threadId, rev: thread.rev } as const;
    return [
      { room, frame: { ...frame, joinedThreadId } },
      { room: { room: 'visitor', workspaceId, visitorId: thread.visitorId }, frame },
    ];
  });
  await tellRooms(ctx.env, [
    ...topicRows.map((row) => ({ room, frame: { type: 'topic.changed', topic: toTopic(row) } }) as const),
    ...readRows.map(({ topicId, agentId, seq }) => {
      return { room, frame: { type: 'topic.read', topicId, seq }, onlyAgent: agentId } as const;
    }),
    ...joined,
  ]);
};

/** The visitor that joined another is no more: his sockets are opened anew, as the person's. */
export const endJoinedSockets: Handler<EventOf<'thread.joined'>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  await Promise.all(
    events.map(({ joinedVisitorId }) =>
      endVisitorSockets(ctx.env, { workspaceId, visitorId: joinedVisitorId }, { identity: 'claimed' }),
    ),
  );
};

/** A device has logged out: what it opened is closed. */
export const endKeySockets: Handler<EventOf<'visitor.left'>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  await Promise.all(
    events.map(({ visitorId, keyHash }) => endVisitorSockets(ctx.env, { workspaceId, visitorId }, { keyHash })),
  );
};
