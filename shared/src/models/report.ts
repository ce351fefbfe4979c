import * as z from 'zod/mini';
import { TeamId } from './ids.ts';

/** Of how many days back a report tells. */
const REPORT_DAYS = [7, 28, 90] as const;
export const ReportQuery = z.strictObject({ days: z.literal(REPORT_DAYS.map(String)) });

/** Of how many cases, and between what it lies 95 times in 100; no interval where there are too few cases. */
const Certainty = { count: z.int(), low: z.nullable(z.number()), high: z.nullable(z.number()) };

/** `value`: between 0 and 1; null where there is no case. */
export const Share = z.object({ value: z.nullable(z.number()), ...Certainty });
export type Share = z.infer<typeof Share>;

/** In seconds. */
export const Length = z.object({
  median: z.nullable(z.number()),
  p90: z.nullable(z.number()),
  ...Certainty,
  p90Low: z.nullable(z.number()),
  p90High: z.nullable(z.number()),
});
export type Length = z.infer<typeof Length>;

const Lengths = z.object({ calendar: Length, office: z.nullable(Length) }); // no office time without office hours

/**
 * How a team has answered: figures, each with its count and a 95 % interval. `isCut`: there were more cases than one
 * report reads, and these are the latest.
 */
export const Report = z.object({
  days: z.int(),
  isCut: z.boolean(),
  first: Lengths,
  next: Lengths,
  resolution: Lengths,
  waitingNow: z.int(),
  kept: z.object({
    all: Share,
    byDay: z.array(z.object({ day: z.iso.date(), share: Share })),
    byHour: z.array(z.object({ hour: z.int(), share: Share })),
    byTeam: z.array(z.object({ teamId: z.nullable(TeamId), share: Share })),
    byKind: z.array(z.object({ kind: z.enum(['first', 'next', 'own-words']), share: Share })),
  }),
  bands: z.array(z.object({ band: z.number(), share: Share })), // how often an answer came within what was estimated
  busiest: z.array(z.array(z.int())), // messages that began a wait: seven days, Monday first, of 24 hours
  ratings: z.object({ counts: z.array(z.int()), good: Share }), // from 1 to 5; good: 4 and 5
});
export type Report = z.infer<typeof Report>;
