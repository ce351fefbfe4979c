import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { endVisitorSockets } from './end-sockets.ts';

type EventOf<Type extends OutboxEvent['type']> = Extract<OutboxEvent, { type: Type }>;

const AT_ONCE = 100;
// A visitor's socket is closed after a day. Its ticket was given for a token of a quarter of an hour, and that for a key.
const KEYS_USED_WITHIN_MS = (24 + 1) * 60 * 60 * 1000;

/** Identity is demanded now: whoever is only claimed is shown out, wherever he has been let in. */
export const endClaimedSockets: Handler<EventOf<'identity.enforced'>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  for (const { after } of events) {
    const recent = ctx.db.select({ visitorId: visitorKeys.visitorId }).from(visitorKeys).where(recentlyUsed(ctx));
    const [found] = await inWorkspace(ctx, [
      ctx.db
        .select({ visitorId: visitors.id })
        .from(visitors)
        .where(
          and(
            eq(visitors.workspaceId, workspaceId),
            eq(visitors.identity, 'claimed'),
            inArray(visitors.id, recent),
            after ? gt(visitors.id, after) : undefined,
          ),
        )
        .orderBy(asc(visitors.id))
        .limit(AT_ONCE),
    ]);
    await Promise.all(
      found.map(({ visitorId }) => endVisitorSockets(ctx.env, { workspaceId, visitorId }, { identity: 'claimed' })),
    );
    await goOn(ctx, found, ({ visitorId }) => ({ type: 'identity.enforced', after: visitorId }));
  }
};

/** A secret proves nothing any more: what devices opened that it proved is closed. */
export const endSocketsOfSecret: Handler<EventOf<'secret.revoked'>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  for (const { secretId, after } of events) {
    const [found] = await inWorkspace(ctx, [
      ctx.db
        .select({ visitorId: visitorKeys.visitorId, keyHash: visitorKeys.keyHash })
        .from(visitorKeys)
        .where(
          and(
            recentlyUsed(ctx),
            eq(visitorKeys.provenBy, secretId),
            after ? gt(visitorKeys.keyHash, after) : undefined,
          ),
        )
        .orderBy(asc(visitorKeys.keyHash))
        .limit(AT_ONCE),
    ]);
    await Promise.all(
      found.map(({ visitorId, keyHash }) => endVisitorSockets(ctx.env, { workspaceId, visitorId }, { keyHash })),
    );
    await goOn(ctx, found, ({ keyHash }) => ({ type: 'secret.revoked', secretId, after: keyHash }));
  }
};

const recentlyUsed = ({ actor, now }: HandlerContext) =>
  and(
    eq(visitorKeys.workspaceId, actor.workspaceId),
    gt(visitorKeys.lastUsedAt, new Date(now().getTime() - KEYS_USED_WITHIN_MS)),
  );

/** There may be more than can be shown out in one go: the rest is an event of its own. */
async function goOn<Row>(ctx: HandlerContext, found: readonly Row[], next: (last: Row) => OutboxEvent): Promise<void> {
  const last = found.at(-1);
  if (!last || found.length < AT_ONCE) return;
  const here = sql`(select ${ctx.actor.workspaceId}::uuid as workspace_id, null::uuid as thread_id) as here`;
  await inWorkspace(ctx, [ctx.db.execute(recordEvent(next(last), here, ctx.now()))]);
}
