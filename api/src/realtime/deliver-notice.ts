import type { VisitorFrame } from '@everthread/shared/protocol/down';
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { selectStandingNotice, toVisitorNotice } from '../special-notices/notice-rows.ts';
import { tellRooms } from './tell-rooms.ts';

const AT_ONCE = 100;
// A page that has lain open for longer hears of it when it is looked at again.
const HERE_WITHIN_MS = 3 * 60 * 60 * 1000;

/** Tells those who have been here lately of the notice that stands now, or that none does. */
export const deliverNotice: Handler<Extract<OutboxEvent, { type: 'notice.changed' }>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  for (const { after } of events) {
    const here = and(
      eq(visitorKeys.workspaceId, workspaceId),
      gt(visitorKeys.lastUsedAt, new Date(ctx.now().getTime() - HERE_WITHIN_MS)),
    );
    const [[notice], found] = await inWorkspace(ctx, [
      selectStandingNotice(ctx),
      ctx.db
        .select({ visitorId: visitors.id })
        .from(visitors)
        .where(
          and(
            eq(visitors.workspaceId, workspaceId),
            inArray(visitors.id, ctx.db.select({ id: visitorKeys.visitorId }).from(visitorKeys).where(here)),
            after ? gt(visitors.id, after) : undefined,
          ),
        )
        .orderBy(asc(visitors.id))
        .limit(AT_ONCE),
    ]);
    const frame: VisitorFrame = { type: 'notice.changed', notice: notice ? toVisitorNotice(notice) : null };
    await tellRooms(
      ctx.env,
      found.map(({ visitorId }) => ({ room: { room: 'visitor', workspaceId, visitorId }, frame })),
    );
    const last = found.at(-1);
    if (!last || found.length < AT_ONCE) continue;
    const rest = sql`(select ${workspaceId}::uuid as workspace_id, null::uuid as thread_id) as rest`;
    const event: OutboxEvent = { type: 'notice.changed', after: last.visitorId };
    await inWorkspace(ctx, [ctx.db.execute(recordEvent(event, rest, ctx.now()))]);
  }
};
