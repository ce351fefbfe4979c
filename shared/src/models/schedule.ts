import * as z from 'zod/mini';
import { Time, TimeZone } from './profile.ts';
import { textOf } from './text.ts';

/** A day of the calendar, such as 2026-12-24. */
export const CalendarDate = z.iso.date();

/**
 * A stretch of open time that begins on this day of the week (Monday is 1). Where it ends at or before its beginning it
 * goes on past midnight: 22:00–02:00 is four hours, 09:00–09:00 a day and a night.
 */
export const WeeklySlot = z.strictObject({
  day: z.int().check(z.minimum(1), z.maximum(7)),
  from: Time.check(z.refine((time) => time !== '24:00', { error: 'must be before 24:00' })),
  to: Time,
});
export type WeeklySlot = z.infer<typeof WeeklySlot>;

/** The longest stretch that one entry may close, so that a slip of the year does not close a team for good. */
export const HOLIDAY_DAYS = 366;

/** From the first day to the last, both included. Yearly: in every year, whichever these dates name. */
export const Holiday = z
  .strictObject({ name: textOf(120), from: CalendarDate, to: CalendarDate, isYearly: z.boolean() })
  .check(
    z.refine(({ from, to }) => from <= to, { error: 'must not end before it begins', path: ['to'] }),
    z.refine(({ from, to }) => Date.parse(to) - Date.parse(from) < HOLIDAY_DAYS * 86_400_000, {
      error: `must be at most ${HOLIDAY_DAYS} days long`,
      path: ['to'],
    }),
  );
export type Holiday = z.infer<typeof Holiday>;

/** Open once, also on a holiday, beside what the week says. Past midnight as in a weekly slot. */
export const Opening = z.strictObject({ date: CalendarDate, from: WeeklySlot.shape.from, to: Time });
export type Opening = z.infer<typeof Opening>;

export const MAX_HOLIDAYS = 500;

/**
 * When somebody is there: a workspace, a team, or an agent with his shifts and, as holidays, his absences. It is open
 * whenever the clock on its wall shows a time in one of its slots, so that an hour which the clock skips in spring is
 * missing and one that it shows twice in autumn is open twice. A slot belongs to the day on which it begins: what
 * began on the eve of a holiday goes on past midnight, what would begin on the holiday does not take place.
 */
export const Schedule = z.strictObject({
  timeZone: TimeZone,
  weekly: z.array(WeeklySlot).check(z.maxLength(56)),
  holidays: z.array(Holiday).check(z.maxLength(MAX_HOLIDAYS)),
  openings: z.array(Opening).check(z.maxLength(200)),
});
export type Schedule = z.infer<typeof Schedule>;
