import * as z from 'zod/mini';
import { HoursNow } from './hours.ts';
import { Expectation } from './promise.ts';
import { RatingScale } from './rating.ts';
import { VisitorNotice } from './special-notice.ts';

/** What a visitor may expect now. `hours`: of those who answer him; none where nothing is known of when they are there. */
export const Outlook = z.object({
  hours: z.nullable(HoursNow),
  notice: z.nullable(VisitorNotice),
  ratingScale: RatingScale,
  expected: z.optional(Expectation), // of an answer to who writes now
  asksBot: z.optional(z.boolean()), // whether the bot is asked first what he writes
});
export type Outlook = z.infer<typeof Outlook>;
