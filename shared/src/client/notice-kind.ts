import type { AgentId, TeamId } from '../models/ids.ts';
import type { NoticeKind } from '../models/notification.ts';
import type { Topic } from '../models/topic.ts';
import type { Role } from '../models/workspace.ts';

/** Who looks: an agent, and the teams that he is in. */
export type Recipient = { id: AgentId; role: Role; teamIds: ReadonlySet<TeamId> };

/** What a visitor's message in this topic is to an agent; `undefined` where it is no concern of his. As the server says. */
export function visitorKindOf(
  { assigneeId, teamId, followerIds }: Pick<Topic, 'assigneeId' | 'teamId' | 'followerIds'>,
  { id, role, teamIds }: Recipient,
): NoticeKind | undefined {
  if (role === 'viewer') return undefined;
  if (assigneeId === id) return 'mine';
  if (followerIds.includes(id)) return 'followed';
  if (assigneeId !== null) return undefined;
  if (teamId === null) return 'unassigned';
  return teamIds.has(teamId) ? 'team' : undefined;
}
