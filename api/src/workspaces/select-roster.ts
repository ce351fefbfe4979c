import type { AgentId, WorkspaceId } from '@everthread/shared/models/ids';
import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { agents } from '../db/schema/agents.ts';
import { teamMembers, teams } from '../db/schema/teams.ts';
import { tags } from '../db/schema/topics.ts';

/** Three statements: all who are or were agents here, the longest membership first, all teams by name, and the tags. */
export function selectRoster(db: Database, workspaceId: WorkspaceId) {
  const isMember = and(
    eq(teamMembers.workspaceId, teams.workspaceId),
    eq(teamMembers.teamId, teams.id),
    isNull(teams.removedAt),
    isNull(agents.leftAt),
  );
  const sameAgent = and(eq(agents.workspaceId, teamMembers.workspaceId), eq(agents.id, teamMembers.agentId));
  return [
    db.select().from(agents).where(eq(agents.workspaceId, workspaceId)).orderBy(asc(agents.joinedAt), asc(agents.id)),
    db
      .select({
        id: teams.id,
        name: teams.name,
        isFormer: isNotNull(teams.removedAt).mapWith(Boolean),
        memberIds: sql<AgentId[]>`coalesce((
          select json_agg(${agents.id} order by ${agents.joinedAt}, ${agents.id})
          from ${teamMembers} join ${agents} on ${sameAgent} where ${isMember}), '[]')`,
      })
      .from(teams)
      .where(eq(teams.workspaceId, workspaceId))
      .orderBy(asc(sql`lower(${teams.name})`), asc(teams.id)),
    db
      .select({ id: tags.id, name: tags.name, color: tags.color })
      .from(tags)
      .where(and(eq(tags.workspaceId, workspaceId), isNull(tags.removedAt)))
      .orderBy(asc(sql`lower(${tags.name})`), asc(tags.id)),
  ] as const;
}
