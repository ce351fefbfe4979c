import type { WorkspaceId } from '@everthread/shared/models/ids';
import { eq } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import type { Database } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { workspaces } from '../db/schema/workspaces.ts';

const FRESH_FOR_MS = 60_000;
const MAX_REMEMBERED = 1_000;

type Remembered = { allowedOrigins: readonly string[]; until: number };
const remembered = new WeakMap<Database, Map<WorkspaceId, Remembered>>();

/**
 * On which origins the workspace may be embedded (none named: anywhere), at most a minute old; null where there is no
 * such workspace.
 */
export async function embedPolicy(
  surroundings: Surroundings,
  workspaceId: WorkspaceId,
): Promise<readonly string[] | null> {
  const policies = policiesOf(surroundings.db);
  const now = surroundings.now().getTime();
  const known = policies.get(workspaceId);
  if (known && known.until > now) return known.allowedOrigins;

  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  const [[workspace]] = await inWorkspace(ctx, [
    ctx.db.select({ allowedOrigins: workspaces.allowedOrigins }).from(workspaces).where(eq(workspaces.id, workspaceId)),
  ]);
  if (!workspace) return null;
  if (policies.size >= MAX_REMEMBERED) policies.clear();
  policies.set(workspaceId, { allowedOrigins: workspace.allowedOrigins, until: now + FRESH_FOR_MS });
  return workspace.allowedOrigins;
}

/** So that who changes it sees it at once, at least where his next request meets this isolate. */
export function forgetEmbedPolicy(db: Database, workspaceId: WorkspaceId): void {
  policiesOf(db).delete(workspaceId);
}

function policiesOf(db: Database): Map<WorkspaceId, Remembered> {
  const policies = remembered.get(db) ?? new Map<WorkspaceId, Remembered>();
  remembered.set(db, policies);
  return policies;
}
