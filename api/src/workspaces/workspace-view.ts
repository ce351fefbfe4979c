import type { Workspace } from '@everthread/shared/models/workspace';
import type { agents } from '../db/schema/agents.ts';
import type { seenOrigins, workspaces } from '../db/schema/workspaces.ts';

export type WorkspaceRow = Pick<typeof workspaces.$inferSelect, 'id' | 'name' | 'allowedOrigins' | 'identityMode'>;
export type TeammateRow = Pick<typeof agents.$inferSelect, 'id' | 'name'>;
export type SeenOriginRow = Pick<typeof seenOrigins.$inferSelect, 'origin' | 'lastSeenAt'>;

/** A workspace as its agents see it. */
export function toWorkspace(
  { id, name, allowedOrigins, identityMode }: WorkspaceRow,
  seen: readonly SeenOriginRow[],
  team: readonly TeammateRow[],
): Workspace {
  return {
    id,
    name,
    allowedOrigins,
    seenOrigins: seen.map(({ origin, lastSeenAt }) => ({ origin, lastSeenAt: lastSeenAt.toISOString() })),
    identityMode,
    agents: team.map(({ id, name }) => ({ id, name })),
  };
}
