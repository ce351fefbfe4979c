import type { AgentId, MessageId, ThreadId } from '@everthread/shared/models/ids';
import { and, eq, inArray, or } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { drafts } from '../db/schema/drafts.ts';
import { mentions } from '../db/schema/mentions.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { selectDrafts } from '../drafts/draft-rows.ts';
import { toDraft } from '../drafts/draft-view.ts';
import { selectMentions } from '../mentions/mention-rows.ts';
import { toMentioned } from '../mentions/mention-view.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { type ScheduledRow, selectScheduled } from '../scheduled/scheduled-rows.ts';
import { toScheduled } from '../scheduled/scheduled-view.ts';
import { type RoomDelivery, tellRooms } from './tell-rooms.ts';

type EventOf<Type extends OutboxEvent['type']> = Extract<OutboxEvent, { type: Type }>;

/** Tells the team of replies that wait or no longer do; what one says that is held or came back, its writer alone. */
export const deliverScheduled: Handler<EventOf<'scheduled.changed'>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  const ids: MessageId[] = events.map(({ replyId }) => replyId);
  const [rows] = await inWorkspace(ctx, [
    selectScheduled(ctx.db).where(
      and(eq(scheduledMessages.workspaceId, workspaceId), inArray(scheduledMessages.id, ids)),
    ),
  ]);
  const room = { room: 'team', workspaceId } as const;
  const told = (row: ScheduledRow, isWriter: boolean) =>
    ({ type: 'scheduled.changed', scheduled: toScheduled(row, isWriter) }) as const;
  await tellRooms(
    ctx.env,
    rows.flatMap((row): RoomDelivery[] => [
      { room, frame: told(row, true), onlyAgent: row.agentId, isPassing: true },
      { room, frame: told(row, false), exceptAgent: row.agentId, isPassing: true },
    ]),
  );
};

/** Tells those who were named in notes. */
export const deliverMentions: Handler<EventOf<'agent.mentioned'>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  const isOne = ({ agentId, messageId }: EventOf<'agent.mentioned'>) =>
    and(eq(mentions.agentId, agentId), eq(mentions.messageId, messageId));
  const [rows] = await inWorkspace(ctx, [
    selectMentions(ctx.db).where(and(eq(mentions.workspaceId, workspaceId), or(...events.map(isOne)))),
  ]);
  const room = { room: 'team', workspaceId } as const;
  await tellRooms(
    ctx.env,
    rows.map((row) => ({
      room,
      frame: { type: 'mentioned', mention: toMentioned(row) },
      onlyAgent: row.agentId,
      isPassing: true,
    })),
  );
};

/** Tells an agent's devices what he has begun to write. */
export const deliverDrafts: Handler<EventOf<'draft.changed'>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  const isOne = (agentId: AgentId, threadId: ThreadId, kind: 'message' | 'note') =>
    and(eq(drafts.agentId, agentId), eq(drafts.threadId, threadId), eq(drafts.kind, kind));
  const [rows] = await inWorkspace(ctx, [
    selectDrafts(ctx.db).where(
      and(eq(drafts.workspaceId, workspaceId), or(...events.map((one) => isOne(one.agentId, one.threadId, one.kind)))),
    ),
  ]);
  const room = { room: 'team', workspaceId } as const;
  await tellRooms(
    ctx.env,
    rows.map((row) => ({
      room,
      frame: { type: 'draft.changed', draft: toDraft(row) },
      onlyAgent: row.agentId,
      isPassing: true,
    })),
  );
};
