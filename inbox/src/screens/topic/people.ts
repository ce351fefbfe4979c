import type { AgentId, TagId, TeamId } from '@everthread/shared/models/ids';
import type { Tag } from '@everthread/shared/models/tag';
import type { RosterModel } from '../../models/roster-model.ts';
import { workWords } from './work-words.ts';

/** What somebody is called, also once he has left. */
export const agentName = (roster: RosterModel, id: AgentId): string => roster.nameOfAgent(id) ?? workWords().somebody;
export const teamName = (roster: RosterModel, id: TeamId): string => roster.nameOfTeam(id) ?? workWords().someTeam;

/** The tags of a topic that are in use, by name. */
export const tagsOf = (roster: RosterModel, ids: readonly TagId[]): Tag[] =>
  (roster.workspace.value?.tags ?? []).filter(({ id }) => ids.includes(id));
