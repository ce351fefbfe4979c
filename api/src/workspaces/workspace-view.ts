import type { AgentId, TeamId } from '@everthread/shared/models/ids';
import type { Teammate, Workspace } from '@everthread/shared/models/workspace';
import { photoUrl } from '../agents/photo-url.ts';
import type { Config } from '../config.ts';
import type { agents } from '../db/schema/agents.ts';
import type { tags } from '../db/schema/topics.ts';
import type { seenOrigins, workspaces } from '../db/schema/workspaces.ts';
import { toTag } from '../tags/tag-view.ts';

export type WorkspaceRow = Pick<
  typeof workspaces.$inferSelect,
  | 'id'
  | 'name'
  | 'allowedOrigins'
  | 'identityMode'
  | 'ratingScale'
  | 'makesPromises'
  | 'promiseLikelihood'
  | 'showsQueuePlace'
  | 'aimMinutes'
  | 'botMode'
  | 'botName'
  | 'showsHelp'
  | 'helpColor'
  | 'helpUrl'
  | 'logo'
>;
export type AgentRow = typeof agents.$inferSelect;
export type TeamRow = { id: TeamId; name: string; isFormer: boolean; memberIds: AgentId[] };
export type TagRow = Pick<typeof tags.$inferSelect, 'id' | 'name' | 'color'>;
export type SeenOriginRow = Pick<typeof seenOrigins.$inferSelect, 'origin' | 'lastSeenAt'>;

type Around = {
  seen: readonly SeenOriginRow[];
  agents: readonly AgentRow[];
  teams: readonly TeamRow[];
  tags: readonly TagRow[];
};

/** A workspace as its agents see it. */
export function toWorkspace(config: Config, row: WorkspaceRow, { seen, agents, teams, tags }: Around): Workspace {
  return {
    id: row.id,
    name: row.name,
    allowedOrigins: row.allowedOrigins,
    seenOrigins: seen.map(({ origin, lastSeenAt }) => ({ origin, lastSeenAt: lastSeenAt.toISOString() })),
    identityMode: row.identityMode,
    ratingScale: row.ratingScale,
    makesPromises: row.makesPromises,
    promiseLikelihood: row.promiseLikelihood,
    showsQueuePlace: row.showsQueuePlace,
    aimMinutes: row.aimMinutes,
    botMode: row.botMode,
    botName: row.botName,
    showsHelp: row.showsHelp,
    helpColor: row.helpColor,
    helpUrl: row.helpUrl,
    logo: row.logo && photoUrl(config, row.id, row.logo),
    agents: agents.filter(({ leftAt }) => !leftAt).map((row) => toTeammate(config, row)),
    teams: teams.filter(({ isFormer }) => !isFormer).map(({ id, name, memberIds }) => ({ id, name, memberIds })),
    tags: tags.map(toTag),
    formerAgents: agents.filter(({ leftAt }) => leftAt).map(({ id, name }) => ({ id, name })),
    formerTeams: teams.filter(({ isFormer }) => isFormer).map(({ id, name }) => ({ id, name })),
  };
}

/** An agent as his colleagues see him. */
function toTeammate(config: Config, row: AgentRow): Teammate {
  const { id, name, role, photo, isAway, hours, absences, workspaceId } = row;
  return { id, name, role, photo: photo && photoUrl(config, workspaceId, photo), isAway, hours, absences };
}
