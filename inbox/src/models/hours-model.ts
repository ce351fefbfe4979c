import type { HolidayCalendar, HoursAnswer, HoursNow, NewCalendar } from '@everthread/shared/models/hours';
import type { CalendarId, TeamId } from '@everthread/shared/models/ids';
import type { Schedule } from '@everthread/shared/models/schedule';
import { createModel, signal } from '@preact/signals';
import type { HoursApi } from '../api/hours-api.ts';

export type HoursState =
  | { name: 'loading' }
  | { name: 'failed'; error: unknown }
  | { name: 'ready'; answer: HoursAnswer };

/**
 * When the workspace and its teams answer. A change is seen at once and goes out after those before it; when the last
 * has ended, what the server then has is shown.
 */
export const HoursModel = createModel(
  (api: Pick<HoursApi, 'hours' | 'setHours' | 'addCalendar' | 'removeCalendar'>) => {
    const state = signal<HoursState>({ name: 'loading' });
    let last: Promise<void> = Promise.resolve();

    async function load(): Promise<void> {
      const before = last;
      try {
        const answer = await api.hours();
        if (last === before) state.value = { name: 'ready', answer }; // else it knows nothing of a change, whose end asks again
      } catch (error) {
        if (state.peek().name !== 'ready') state.value = { name: 'failed', error };
      }
    }

    function send(make: () => Promise<unknown>): Promise<unknown> {
      const made = last.then(make);
      const ended: Promise<void> = made.catch(() => {}).then(() => (last === ended ? load() : undefined));
      last = ended;
      return made;
    }

    return {
      state,
      load,
      /** Its own schedule; null where it has none. A getter, so that whoever reads it hears of changes. */
      get scheduleOf() {
        return (teamId: TeamId | null): Schedule | null => {
          const { value } = state;
          if (value.name !== 'ready') return null;
          const { workspace, teams } = value.answer.hours;
          return teamId ? (teams.find((team) => team.teamId === teamId)?.schedule ?? null) : workspace;
        };
      },
      /** What its visitors are told now; null where nothing is known. */
      get nowOf() {
        return (teamId: TeamId | null): HoursNow | null => {
          const { value } = state;
          return value.name === 'ready' ? (value.answer.now.find((each) => each.teamId === teamId)?.now ?? null) : null;
        };
      },
      /** The calendars elsewhere whose days off count there. */
      get calendarsOf() {
        return (teamId: TeamId | null): readonly HolidayCalendar[] => {
          const { value } = state;
          return value.name === 'ready' ? value.answer.calendars.filter((calendar) => calendar.teamId === teamId) : [];
        };
      },
      async addCalendar(calendar: NewCalendar): Promise<void> {
        await send(() => api.addCalendar(calendar));
        await last;
      },
      async removeCalendar(id: CalendarId): Promise<void> {
        await send(() => api.removeCalendar(id));
        await last;
      },
      change(teamId: TeamId | null, schedule: Schedule | null): Promise<unknown> {
        const now = state.peek();
        if (now.name === 'ready') state.value = { name: 'ready', answer: changed(now.answer, teamId, schedule) };
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
