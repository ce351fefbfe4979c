import type { HolidayCalendar, HoursAnswer, HoursNow, NewCalendar } from '@everthread/shared/models/hours';
import type { CalendarId, TeamId } from '@everthread/shared/models/ids';
import type { Schedule } from '@everthread/shared/models/schedule';
import { createModel } from '@preact/signals';
import type { HoursApi } from '../api/hours-api.ts';
import { keptByServer } from './kept-by-server.ts';

/** When the workspace and its teams answer. */
export const HoursModel = createModel(
  (api: Pick<HoursApi, 'hours' | 'setHours' | 'addCalendar' | 'removeCalendar'>) => {
    const { state, load, show, send, lastEnd } = keptByServer<HoursAnswer>(() => api.hours());

    return {
      state,
      load,
      /** Its own schedule; null where it has none. A getter, so that whoever reads it hears of changes. */
      get scheduleOf() {
        return (teamId: TeamId | null): Schedule | null => {
          const { value } = state;
          if (value.name !== 'ready') return null;
          const { workspace, teams } = value.kept.hours;
          return teamId ? (teams.find((team) => team.teamId === teamId)?.schedule ?? null) : workspace;
        };
      },
      /** What its visitors are told now; null where nothing is known. */
      get nowOf() {
        return (teamId: TeamId | null): HoursNow | null => {
          const { value } = state;
          return value.name === 'ready' ? (value.kept.now.find((each) => each.teamId === teamId)?.now ?? null) : null;
        };
      },
      /** The calendars elsewhere whose days off count there. */
      get calendarsOf() {
        return (teamId: TeamId | null): readonly HolidayCalendar[] => {
          const { value } = state;
          return value.name === 'ready' ? value.kept.calendars.filter((calendar) => calendar.teamId === teamId) : [];
        };
      },
      async addCalendar(calendar: NewCalendar): Promise<void> {
        await send(() => api.addCalendar(calendar));
        await lastEnd();
      },
      async removeCalendar(id: CalendarId): Promise<void> {
        await send(() => api.removeCalendar(id));
        await lastEnd();
      },
      change(teamId: TeamId | null, schedule: Schedule | null): Promise<unknown> {
        show((answer) => changed(answer, teamId, schedule));
        return send(() => api.setHours(teamId, schedule));
      },
    };
  },
);
export type HoursModel = InstanceType<typeof HoursModel>;

function changed(answer: HoursAnswer, teamId: TeamId | null, schedule: Schedule | null): HoursAnswer {
  const { hours } = answer;
  if (!teamId) return { ...answer, hours: { ...hours, workspace: schedule } };
  const others = hours.teams.filter((team) => team.teamId !== teamId);
  return { ...answer, hours: { ...hours, teams: schedule ? [...others, { teamId, schedule }] : others } };
}
