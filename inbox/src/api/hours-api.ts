import type {
  CalendarSource,
  HolidayCalendar,
  HoursAnswer,
  NewCalendar,
  ReadCalendar,
} from '@everthread/shared/models/hours';
import type { CalendarId, TeamId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Schedule } from '@everthread/shared/models/schedule';
import type { NewNotice, Notice } from '@everthread/shared/models/special-notice';
import type { Call } from './call.ts';

/** When a workspace answers, and what its visitors are told for a while. */
export type HoursApi = {
  hours(): Promise<HoursAnswer>;
  /** `null`: the workspace's own. */
  setHours(teamId: TeamId | null, schedule: Schedule | null): Promise<void>;
  readCalendar(source: CalendarSource): Promise<ReadCalendar>;
  addCalendar(calendar: NewCalendar): Promise<HolidayCalendar>;
  removeCalendar(id: CalendarId): Promise<void>;
  notice(): Promise<Notice | null>;
  setNotice(notice: NewNotice): Promise<Notice | null>;
  endNotice(): Promise<void>;
};

export function createHoursApi(call: Call, workspaceId: WorkspaceId): HoursApi {
  const root = `/api/workspaces/${workspaceId}`;
  const toNotice = ({ notice }: { notice: Notice | null }) => notice;
  return {
    hours: () => call('GET', `${root}/hours`),
    setHours: (teamId, schedule) =>
      call('PUT', `${root}/hours/${teamId ? `teams/${teamId}` : 'workspace'}`, { schedule }),
    readCalendar: (source) => call('POST', `${root}/hours/calendar`, source),
    addCalendar: async (added) =>
      (await call<{ calendar: HolidayCalendar }>('POST', `${root}/hours/calendars`, added)).calendar,
    removeCalendar: (id) => call('DELETE', `${root}/hours/calendars/${id}`),
    notice: async () => toNotice(await call('GET', `${root}/special-notice`)),
    setNotice: async (notice) => toNotice(await call('PUT', `${root}/special-notice`, notice)),
    endNotice: () => call('DELETE', `${root}/special-notice`),
  };
}
