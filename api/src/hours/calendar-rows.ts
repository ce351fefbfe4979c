import type { HolidayCalendar } from '@everthread/shared/models/hours';
import { and, asc, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { holidayCalendars } from '../db/schema/hours.ts';

export type CalendarRow = typeof holidayCalendars.$inferSelect;

/** A statement: the calendars that are fetched every day, in the order in which they were added. */
export const selectCalendars = ({ db, actor }: Context) =>
  db
    .select()
    .from(holidayCalendars)
    .where(eq(holidayCalendars.workspaceId, actor.workspaceId))
    .orderBy(asc(holidayCalendars.addedAt), asc(holidayCalendars.id));

export const thatCalendar = ({ actor }: Context, id: CalendarRow['id']) =>
  and(eq(holidayCalendars.workspaceId, actor.workspaceId), eq(holidayCalendars.id, id));

export const toCalendar = ({ id, teamId, url, holidays, fetchedAt, trouble }: CalendarRow): HolidayCalendar => ({
  id,
  teamId,
  url,
  holidays,
  fetchedAt: fetchedAt.toISOString(),
  trouble,
});
