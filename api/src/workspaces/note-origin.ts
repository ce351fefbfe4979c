import type { WorkspaceId } from '@everthread/shared/models/ids';
import { Origin } from '@everthread/shared/models/workspace';
import { and, desc, eq, inArray, ne } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import type { Database } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { seenOrigins } from '../db/schema/workspaces.ts';

const MAX_ORIGINS = 50;
const NOTE_EVERY_MS = 1_000;
const HOUR_IN_MS = 60 * 60 * 1000;
const MAX_REMEMBERED = 5_000;

/** When each workspace and origin was last noted by this isolate. */
const noted = new WeakMap<Database, Map<string, number>>();

/**
 * Notes that the tag runs on a page of this origin. Writes once an hour an origin and once a second a workspace, however
 * many somebody makes up. The fifty latest stay, so that made-up
 * ones can push a real one out only until somebody visits it again.
 */
export async function noteOrigin(surroundings: Surroundings, workspaceId: WorkspaceId, origin: string): Promise<void> {
  if (!Origin.safeParse(origin).success || isFresh(surroundings, workspaceId, origin)) return;
  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  const at = ctx.now();
  const others = and(eq(seenOrigins.workspaceId, workspaceId), ne(seenOrigins.origin, origin));
  await inWorkspace(ctx, [
    ctx.db.delete(seenOrigins).where(
      and(
        others,
        inArray(
          seenOrigins.origin,
          ctx.db
            .select({ origin: seenOrigins.origin })
            .from(seenOrigins)
            .where(others)
            .orderBy(desc(seenOrigins.lastSeenAt))
            .offset(MAX_ORIGINS - 1),
        ),
      ),
    ),
    ctx.db
      .insert(seenOrigins)
      .values({ workspaceId, origin, firstSeenAt: at, lastSeenAt: at })
      .onConflictDoUpdate({ target: [seenOrigins.workspaceId, seenOrigins.origin], set: { lastSeenAt: at } }),
  ]);
}

function isFresh({ db, now }: Surroundings, workspaceId: WorkspaceId, origin: string): boolean {
  const times = noted.get(db) ?? new Map<string, number>();
  noted.set(db, times);
  const at = now().getTime();
  const key = `${workspaceId} ${origin}`;
  const isSince = (of: string, ms: number) => at - (times.get(of) ?? 0) < ms;
  if (isSince(key, HOUR_IN_MS) || isSince(workspaceId, NOTE_EVERY_MS)) return true;
  if (times.size >= MAX_REMEMBERED) times.clear();
  // Before the write, so that a hundred visitors at once are one write. A write that fails is made up in an hour.
  times.set(key, at).set(workspaceId, at);
  return false;
}
