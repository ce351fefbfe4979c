import * as z from 'zod/mini';
import { textOf } from './text.ts';

/** A time of day; 24:00 is the end of it. */
export const Time = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'must be a time such as 09:30' }));

/** A stretch of one day on which somebody works. Monday is 1, as in ISO 8601. */
export const WorkingSpan = z
  .strictObject({ day: z.int().check(z.minimum(1), z.maximum(7)), from: Time, to: Time })
  .check(z.refine(({ from, to }) => from < to, { error: 'must end after it begins', path: ['to'] }));
export type WorkingSpan = z.infer<typeof WorkingSpan>;

export const TimeZone = z
  .string()
  .check(z.maxLength(60), z.refine(isTimeZone, { error: 'must be a time zone such as Europe/Berlin' }));

/** When somebody works, in his own time zone. What crosses midnight is two spans. */
export const WorkingHours = z.strictObject({
  timeZone: TimeZone,
  spans: z.array(WorkingSpan).check(z.maxLength(28)),
});
export type WorkingHours = z.infer<typeof WorkingHours>;

/** Days on which somebody is not there, from the first to the last, in his own time zone. `reason`: for colleagues. */
export const Absence = z
  .strictObject({ from: z.iso.date(), to: z.iso.date(), reason: textOf(80) })
  .check(z.refine(({ from, to }) => from <= to, { error: 'must not end before it begins', path: ['to'] }));
export type Absence = z.infer<typeof Absence>;

function isTimeZone(name: string): boolean {
  try {
    return /^[A-Z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** What an agent may say of himself in a workspace. */
export const ProfileChange = z.strictObject({
  name: z.optional(textOf(80, 1)),
  isAway: z.optional(z.boolean()),
  hours: z.optional(z.nullable(WorkingHours)),
  absences: z.optional(z.array(Absence).check(z.maxLength(100))),
});
export type ProfileChange = z.infer<typeof ProfileChange>;
