import type { VisitorId } from '@everthread/shared/models/ids';
import { and, eq, inArray } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { topicReads, topics } from '../db/schema/topics.ts';
import { visitorMerges } from '../db/schema/visitor-merges.ts';
import { visitors } from '../db/schema/visitors.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { selectTopics } from '../topics/topic-rows.ts';
import { toTopic } from '../topics/topic-view.ts';
import { toVisitor, visitorColumns } from '../visitors/visitor-view.ts';
import { endVisitorSockets } from './end-sockets.ts';
import { type RoomDelivery, tellRooms } from './tell-rooms.ts';

type Merged = Extract<OutboxEvent, { type: 'visitors.merged' }>;

/** Two visitors have become one, or two again: tells the team which threads and topics there are now, and who is whom. */
export const deliverMerges: Handler<Merged> = async (ctx, events) => {
  for (const event of events) await tellRooms(ctx.env, await deliveriesOf(ctx, event));
};

async function deliveriesOf(ctx: HandlerContext, { mergeId, visitorIds }: Merged): Promise<RoomDelivery[]> {
  const { workspaceId } = ctx.actor;
  const theirs = and(eq(threads.workspaceId, workspaceId), inArray(threads.visitorId, visitorIds));
  const itsTopic = and(eq(topics.workspaceId, topicReads.workspaceId), eq(topics.id, topicReads.topicId));
  const itsThread = and(eq(threads.workspaceId, topics.workspaceId), eq(threads.id, topics.threadId));
  const [[merge], visitorRows, topicRows, readRows] = await inWorkspace(ctx, [
    selectMerge(ctx, mergeId),
    ctx.db
      .select({ threadId: threads.id, rev: threads.rev, visitor: visitorColumns })
      .from(visitors)
      .innerJoin(threads, and(eq(threads.workspaceId, visitors.workspaceId), eq(threads.visitorId, visitors.id)))
      .where(theirs),
    selectTopics(ctx.db).where(theirs),
    ctx.db
      .select({ topicId: topicReads.topicId, agentId: topicReads.agentId, seq: topicReads.seq })
      .from(topicReads)
      .innerJoin(topics, itsTopic)
      .innerJoin(threads, itsThread)
      .where(theirs),
  ]);
  const kept = visitorRows.find(({ visitor }) => visitor.id === merge?.keptId);
  if (!merge || !kept) return []; // erased since, or merged further
  const team = { room: 'team', workspaceId } as const;
  const moved = { type: 'thread.joined', threadId: kept.threadId, rev: kept.rev } as const;
  const left = merge.state === 'merged' ? [merge.mergedThreadId, merge.keptThreadId] : [merge.threadId];
  return [
    ...topicRows.map((row) => ({ room: team, frame: { type: 'topic.changed', topic: toTopic(row) } }) as const),
    ...readRows.map(({ topicId, agentId, seq }) => {
      return { room: team, frame: { type: 'topic.read', topicId, seq }, onlyAgent: agentId } as const;
    }),
    ...visitorRows.map(({ threadId, visitor }) => {
      return { room: team, frame: { type: 'visitor.changed', threadId, visitor: toVisitor(visitor) } } as const;
    }),
    ...left.map((joinedThreadId) => ({ room: team, frame: { ...moved, joinedThreadId } }) as const),
    { room: visitorRoom(ctx, kept.visitor.id), frame: moved },
  ];
}

/** Whoever holds a key that is another visitor's now hears nothing more in the room of before; he opens his thread anew. */
export const endSocketsOfMerged: Handler<Merged> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  for (const { mergeId } of events) {
    const [[merge]] = await inWorkspace(ctx, [selectMerge(ctx, mergeId)]);
    if (!merge) continue;
    const { keptId, mergedId } = merge;
    const { merged } = merge.before as { merged?: { keys?: string[] } };
    const ends =
      merge.state === 'merged'
        ? [endVisitorSockets(ctx.env, { workspaceId, visitorId: mergedId }, { identity: 'claimed' })]
        : (merged?.keys ?? []).map((keyHash) =>
            endVisitorSockets(ctx.env, { workspaceId, visitorId: keptId }, { keyHash }),
          );
    await Promise.all(ends);
  }
};

const visitorRoom = ({ actor: { workspaceId } }: HandlerContext, visitorId: VisitorId) =>
  ({ room: 'visitor', workspaceId, visitorId }) as const;

const selectMerge = ({ db, actor }: HandlerContext, mergeId: Merged['mergeId']) =>
  db
    .select()
    .from(visitorMerges)
    .where(and(eq(visitorMerges.workspaceId, actor.workspaceId), eq(visitorMerges.id, mergeId)));
