import type { WaysBack, WaysBackChange } from '@everthread/shared/models/way-back';
import { eq, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { waysBack } from '../db/schema/ways-back.ts';
import { newPushKeys, PUSH_SECRET_ID } from '../identity/new-push-keys.ts';
import { unseal } from '../identity/seal.ts';
import type { VapidKeys } from '../identity/vapid-keys.ts';

/**
 * The keys that sign a workspace's pushes to its visitors, made with it; for one that has none, now. Those that do not
 * open, because SECRET is another now, are replaced: browsers that subscribed for them have to subscribe anew.
 */
export async function pushKeysOf(ctx: Context): Promise<VapidKeys> {
  const { workspaceId } = ctx.actor;
  const place = { workspaceId, secretId: PUSH_SECRET_ID };
  const select = () => ctx.db.select().from(waysBack).where(eq(waysBack.workspaceId, workspaceId));
  const open = async (row: typeof waysBack.$inferSelect | undefined): Promise<VapidKeys | undefined> => {
    const privateKey = row && (await unseal(ctx.config, place, row.sealedKey));
    return row && privateKey ? { publicKey: row.publicKey, privateKey } : undefined;
  };
  const [[known]] = await inWorkspace(ctx, [select()]);
  const keys = await open(known);
  if (keys) return keys;

  const { privateKey, ...made } = await newPushKeys(ctx, workspaceId);
  const [, [row]] = await inWorkspace(ctx, [
    ctx.db
      .insert(waysBack)
      .values({ workspaceId, ...made })
      .onConflictDoUpdate({
        target: waysBack.workspaceId,
        set: made,
        // Unless another has made them meanwhile.
        setWhere: sql`${waysBack.sealedKey} = ${known?.sealedKey ?? null}`,
      }),
    select(),
  ]);
  return (await open(row)) ?? { publicKey: made.publicKey, privateKey };
}

const DEFAULTS: WaysBack = { pushAfterSeconds: 30, mailAfterMinutes: 15, showsWords: true, agentsAnswer: false };

/** How long a workspace waits before its visitors are told, and of what; whether its agents may answer by mail. */
export async function getWaysBack(ctx: Context<AgentActor>): Promise<WaysBack> {
  const { pushAfterSeconds, mailAfterMinutes, showsWords, agentsAnswer } = waysBack;
  const [[row]] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select({ pushAfterSeconds, mailAfterMinutes, showsWords, agentsAnswer })
      .from(waysBack)
      .where(eq(waysBack.workspaceId, ctx.actor.workspaceId)),
  ]);
  return row ?? DEFAULTS;
}

/** Changes what is named. For owners and admins. */
export async function changeWaysBack(ctx: Context<AgentActor>, change: WaysBackChange): Promise<WaysBack> {
  const asAdmin = atLeast('admin', ctx);
  await pushKeysOf(asAdmin); // the row is there from now on
  const { workspaceId } = ctx.actor;
  await inWorkspace(asAdmin, [
    ctx.db
      .update(waysBack)
      .set({ ...change, workspaceId }) // also where nothing is named
      .where(eq(waysBack.workspaceId, workspaceId)),
  ]);
  return getWaysBack(ctx);
}
