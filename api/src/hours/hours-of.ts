import type { OfficeHours } from '@everthread/shared/models/hours';
import type { AgentId, TeamId } from '@everthread/shared/models/ids';
import type { Absence, WorkingHours } from '@everthread/shared/models/profile';
import type { Schedule } from '@everthread/shared/models/schedule';
import type { Hours } from '../promises/hours.ts';
import { shiftOf } from './shift-of.ts';

/** An agent who answers, and the teams in which he does. */
export type Shift = { agentId: AgentId; teamIds: TeamId[]; hours: WorkingHours | null; absences: Absence[] };

/** What the hours of a workspace hang on: what it and its teams have set, and when its agents are there. */
export type HoursSettings = { office: OfficeHours; shifts: readonly Shift[] };

/** The office hours that hold for a team's topics, or for those of no team; null where none were ever set. */
export function scheduleOf({ workspace, teams }: OfficeHours, teamId: TeamId | null): Schedule | null {
  return teams.find((team) => team.teamId === teamId)?.schedule ?? workspace;
}

/** The shifts of those who answer a team's topics; of everybody where it has nobody, and where there is no team. */
export function shiftsOf({ office, shifts }: HoursSettings, teamId: TeamId | null): Schedule[] {
  const zone = scheduleOf(office, teamId)?.timeZone ?? 'UTC';
  const members = teamId ? shifts.filter(({ teamIds }) => teamIds.includes(teamId)) : [];
  return (members.length > 0 ? members : shifts).map((shift) => shiftOf(shift, zone));
}

/**
 * When a person answers the topics of a team, or of no team: within its office hours, while one of its people is on
 * shift. Null where neither says anything, so that nothing can be promised by the clock.
 */
export function hoursOf(settings: HoursSettings, teamId: TeamId | null): Hours | null {
  const schedule = scheduleOf(settings.office, teamId);
  const saysNothing = settings.shifts.every(({ hours, absences }) => hours === null && absences.length === 0);
  if (!schedule && saysNothing) return null;
  const people: Hours[] = saysNothing ? [] : [{ anyOf: shiftsOf(settings, teamId) }];
  return { allOf: [...(schedule ? [schedule] : []), ...people] };
}
