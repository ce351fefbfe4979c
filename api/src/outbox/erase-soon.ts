import type { ErasureId } from '@everthread/shared/models/ids';
import { and, eq, sql } from 'drizzle-orm';
import { removeObjects } from '../attachments/remove-objects.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { erasures } from '../db/schema/erasures.ts';
import { eraseFrom, eraseFromLog, eraseFromSpending, readErased, SLICE } from '../personal-data/erase-rows.ts';
import { himOf } from '../personal-data/place.ts';
import { PLACES } from '../personal-data/places.ts';
import { endVisitorSockets } from '../realtime/end-sockets.ts';
import { forgetFrames } from '../realtime/forget-frames.ts';
import type { OutboxEvent } from './events.ts';
import type { Handler, HandlerContext } from './handler.ts';
import { recordAll } from './record-event.ts';

type Due = Extract<OutboxEvent, { type: 'erasure.due' }>;
type Row = typeof erasures.$inferSelect;

const SLICES_AT_ONCE = 5;
const FILES_AT_ONCE = 50;

// What was under way when it began, an upload or a frame that had been read already, may come after it. By then it has.
const AGAIN_AFTER_MS = 20 * 60_000;

/**
 * Erases whom it is about, a few slices at a time: first the rows, then what they led to. Begun again, it goes on. All
 * windows load their lists anew after it, so that is said once for all, and not where nothing was found any more.
 */
export const eraseSoon: Handler<Due> = async (ctx, events) => {
  const gone: Due[] = [];
  let isTold = true;
  for (const event of events) {
    const row = await readErasure(ctx, event.erasureId);
    const [visitorId] = row?.visitorIds ?? [];
    if (!row || !visitorId) continue; // it is over
    const visitor = { workspaceId: ctx.actor.workspaceId, visitorId };
    await endVisitorSockets(ctx.env, visitor, { identity: 'claimed' });
    await endVisitorSockets(ctx.env, visitor, { identity: 'verified' });
    const { erased, isOver } = await eraseRows(ctx, row);
    const next = isOver ? await eraseFiles(ctx, event) : event;
    if (next) await inWorkspace(ctx, [recordAll(ctx, [{ event: next }])]);
    else gone.push(event);
    if (event.again ? erased > 0 : !next) isTold = false;
  }
  if (!isTold) await forgetFrames(ctx.env, ctx.actor.workspaceId);
  for (const event of gone) await finish(ctx, event);
};

async function readErasure(ctx: HandlerContext, id: ErasureId): Promise<Row | undefined> {
  const [[row]] = await inWorkspace(ctx, [ctx.db.select().from(erasures).where(isThat(ctx, id))]);
  return row;
}

const isThat = ({ actor }: HandlerContext, id: ErasureId) =>
  and(eq(erasures.workspaceId, actor.workspaceId), eq(erasures.id, id));

async function eraseRows(ctx: HandlerContext, row: Row): Promise<{ erased: number; isOver: boolean }> {
  const him = himOf(row);
  let erased = 0;
  for (let slice = 0; slice < SLICES_AT_ONCE; slice++) {
    const results = await inWorkspace(ctx, [
      ...PLACES.map((place) => eraseFrom(ctx, row.id, place, him)),
      eraseFromSpending(ctx, him),
      readErased(ctx),
    ]);
    const { rows } = results.at(-1) as Awaited<ReturnType<typeof readErased>>;
    const inSlice = rows[0]?.erased ?? 0;
    erased += inSlice;
    if (inSlice < SLICE) return { erased, isOver: true };
  }
  return { erased, isOver: false };
}

/** Files, once no row leads to them. Tells what is left to do now. */
async function eraseFiles(ctx: HandlerContext, event: Due): Promise<Due | undefined> {
  const { erasureId, filesDone = 0 } = event;
  const row = await readErasure(ctx, erasureId);
  const upTo = filesDone + FILES_AT_ONCE;
  for (const key of row?.fileKeys.slice(filesDone, upTo) ?? []) await removeObjects(ctx.env.FILES, key);
  return row && row.fileKeys.length > upTo ? { ...event, filesDone: upTo } : undefined;
}

/** Nothing is left of him but in the log, which nobody adds to in his name any more. */
async function finish(ctx: HandlerContext, { erasureId, again }: Due): Promise<void> {
  const row = await readErasure(ctx, erasureId);
  if (!row) return;
  const now = ctx.now();
  const dueAt = new Date(now.getTime() + AGAIN_AFTER_MS);
  const doneAt = sql`coalesce(${erasures.doneAt}, ${now.toISOString()}::timestamptz)`;
  await inWorkspace(ctx, [
    eraseFromLog(ctx, erasureId, himOf(row)),
    ctx.db
      .update(erasures)
      .set({ doneAt, ...(again && { visitorIds: [], threadIds: [], fileKeys: [] }) })
      .where(isThat(ctx, erasureId)),
    ...(again ? [] : [recordAll(ctx, [{ event: { type: 'erasure.due', erasureId, again: true }, dueAt }])]),
  ]);
}
