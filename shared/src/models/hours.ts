import * as z from 'zod/mini';
import { CalendarId, TeamId } from './ids.ts';
import { Holiday, Schedule } from './schedule.ts';

/** When a workspace answers, and its teams where they answer at other times. None: whenever somebody is there. */
export const OfficeHours = z.object({
  workspace: z.nullable(Schedule),
  teams: z.array(z.object({ teamId: TeamId, schedule: Schedule })),
});
export type OfficeHours = z.infer<typeof OfficeHours>;

/** `null`: a team's are the workspace's, and the workspace has none. */
export const OfficeHoursChange = z.strictObject({ schedule: z.nullable(Schedule) });
export type OfficeHoursChange = z.infer<typeof OfficeHoursChange>;

const CALENDAR_MAX_LENGTH = 512 * 1024;

/** An iCalendar: where it is, or what it says. */
export const CalendarSource = z.union([
  z.strictObject({ url: z.string().check(z.maxLength(2_000)) }),
  z.strictObject({ text: z.string().check(z.maxLength(CALENDAR_MAX_LENGTH)) }),
]);
export type CalendarSource = z.infer<typeof CalendarSource>;

/** The days off that an iCalendar names. Nothing of it is kept until it is saved with the rest of the hours. */
export const ReadCalendar = z.object({ holidays: z.array(Holiday) });
export type ReadCalendar = z.infer<typeof ReadCalendar>;

/** Why a calendar could not be read lately: nobody answered at its address, or what did is no calendar of days off. */
export const CalendarTrouble = z.enum(['unreachable', 'unreadable']);
export type CalendarTrouble = z.infer<typeof CalendarTrouble>;

/** A calendar that is fetched again every day. `holidays`: as they were at `fetchedAt`; they count all the same. */
export const HolidayCalendar = z.object({
  id: CalendarId,
  teamId: z.nullable(TeamId),
  url: z.string(),
  holidays: z.array(Holiday),
  fetchedAt: z.iso.datetime(),
  trouble: z.nullable(CalendarTrouble),
});
export type HolidayCalendar = z.infer<typeof HolidayCalendar>;

export const MOST_CALENDARS = 10;

/** Once for each id. */
export const NewCalendar = z.strictObject({
  id: CalendarId,
  teamId: z.nullable(TeamId),
  url: z.string().check(z.maxLength(2_000)),
});
export type NewCalendar = z.infer<typeof NewCalendar>;

/**
 * Whether somebody answers at this moment, and the moments at which that changes, in order: at the first to the
 * opposite, at the second back again. As many as the next days have, so that a page that stays open stays right.
 */
export const HoursNow = z.object({ isOpen: z.boolean(), changes: z.array(z.iso.datetime()) });
export type HoursNow = z.infer<typeof HoursNow>;

/** As agents see them, with what visitors are told by them now: shifts and absences count. */
export const HoursAnswer = z.object({
  hours: OfficeHours,
  now: z.array(z.object({ teamId: z.nullable(TeamId), now: z.nullable(HoursNow) })),
  calendars: z.array(HolidayCalendar),
});
export type HoursAnswer = z.infer<typeof HoursAnswer>;
