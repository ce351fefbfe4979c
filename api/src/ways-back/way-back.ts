import type { DeviceId, ThreadId } from '@everthread/shared/models/ids';
import type { Knock, VisitorDevice, WayBack, WayBackChange } from '@everthread/shared/models/way-back';
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { AgentActor, Context, VisitorActor } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { knocks, visitorDevices } from '../db/schema/ways-back.ts';
import { AppError } from '../errors.ts';
import { whySuppressed } from '../mail/suppressions.ts';
import { endKeys } from '../visitors/forget-key.ts';
import { lookSoon } from './look-soon.ts';
import { livingVisitorDevices, mailAddress } from './reachable-visitors.ts';

const ownThread = ({ actor }: Context<VisitorActor>) =>
  and(eq(threads.workspaceId, actor.workspaceId), eq(threads.visitorId, actor.visitorId));

const selectWayBack = (ctx: Context<VisitorActor>) =>
  ctx.db.execute<WayBack>(sql`
    select thread.way_back as choice, thread.quiet, ${mailAddress} as mail,
      (select count(*)::integer from ${livingVisitorDevices(ctx)} and device_key.visitor_id = visitor.id) as pushes
    from ${threads} thread join ${visitors} visitor
      on visitor.workspace_id = thread.workspace_id and visitor.id = thread.visitor_id
    where thread.workspace_id = ${ctx.actor.workspaceId} and thread.visitor_id = ${ctx.actor.visitorId}`);

/** How the visitor hears of answers. Throws `not_found` where he has no thread. */
export async function getWayBack(ctx: Context<VisitorActor>): Promise<WayBack> {
  const [found] = await inWorkspace(ctx, [selectWayBack(ctx)]);
  return readWayBack(ctx, found);
}

/** Changes what is named. What waits for him is looked at by it at once. */
export async function changeWayBack(ctx: Context<VisitorActor>, change: WayBackChange): Promise<WayBack> {
  const { choice, quiet } = change;
  const [, , found] = await inWorkspace(ctx, [
    ctx.db
      .update(threads)
      .set({
        ...(choice !== undefined && { wayBack: choice }),
        ...(quiet !== undefined && { quiet }),
        visitorId: ctx.actor.visitorId, // also where nothing is named
      })
      .where(ownThread(ctx)),
    lookSoon(ctx, sql`select id from ${threads} where ${ownThread(ctx)}`),
    selectWayBack(ctx),
  ]);
  return readWayBack(ctx, found);
}

/** An address to which no mail goes any more is none by which he hears of anything. */
async function readWayBack(ctx: Context<VisitorActor>, { rows: [row] }: { rows: WayBack[] }): Promise<WayBack> {
  if (!row) throw new AppError('not_found', 'No such thread');
  return row.mail && (await whySuppressed(ctx, row.mail)) ? { ...row, mail: null } : row;
}

/** From where the visitor reads and writes, the latest first. */
export async function listVisitorDevices(ctx: Context<VisitorActor>): Promise<VisitorDevice[]> {
  const { workspaceId, visitorId, keyHash } = ctx.actor;
  const [rows] = await inWorkspace(ctx, [
    ctx.db
      .select({
        id: visitorKeys.deviceId,
        name: visitorKeys.name,
        isCurrent: sql<boolean>`${visitorKeys.keyHash} = ${keyHash}`,
        isPushedTo: sql<boolean>`exists (select from ${visitorDevices} device
          where device.workspace_id = visitor_keys.workspace_id and device.key_hash = visitor_keys.key_hash)`,
        firstUsedAt: visitorKeys.createdAt,
        lastUsedAt: visitorKeys.lastUsedAt,
      })
      .from(visitorKeys)
      .where(and(eq(visitorKeys.workspaceId, workspaceId), eq(visitorKeys.visitorId, visitorId)))
      .orderBy(desc(visitorKeys.lastUsedAt), asc(visitorKeys.deviceId)),
  ]);
  return rows.map(({ firstUsedAt, lastUsedAt, ...device }) => ({
    ...device,
    firstUsedAt: firstUsedAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
  }));
}

/** That device, and whatever it has let in, opens nothing from now on. Another's looks like one that does not exist. */
export async function endVisitorDevice(ctx: Context<VisitorActor>, deviceId: DeviceId): Promise<void> {
  const { visitorId } = ctx.actor;
  const [{ rows }] = await inWorkspace(ctx, [
    endKeys(ctx, sql`device.visitor_id = ${visitorId} and device.device_id = ${deviceId}`),
  ]);
  if (rows.length === 0) throw new AppError('not_found', 'No such device');
}

/** How the visitor of a thread was told of what the team wrote there, the latest first. */
export async function listKnocks(ctx: Context<AgentActor>, threadId: ThreadId): Promise<Knock[]> {
  const { workspaceId } = ctx.actor;
  const [[thread], rows] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select({ id: threads.id })
      .from(threads)
      .where(and(eq(threads.workspaceId, workspaceId), eq(threads.id, threadId))),
    ctx.db
      .select({
        messageId: knocks.messageId,
        rung: knocks.rung,
        at: knocks.at,
        failedAt: knocks.failedAt,
        seenAt: knocks.seenAt,
      })
      .from(knocks)
      .innerJoin(messages, and(eq(messages.workspaceId, knocks.workspaceId), eq(messages.id, knocks.messageId)))
      .where(and(eq(knocks.workspaceId, workspaceId), eq(messages.threadId, threadId)))
      .orderBy(desc(knocks.at), asc(knocks.rung))
      .limit(MOST_KNOCKS),
  ]);
  if (!thread) throw new AppError('not_found', 'No such thread');
  return rows.map(({ messageId, rung, at, failedAt, seenAt }) => ({
    messageId,
    rung,
    at: at.toISOString(),
    hasFailed: failedAt !== null,
    seenAt: seenAt?.toISOString() ?? null,
  }));
}

const MOST_KNOCKS = 200;
