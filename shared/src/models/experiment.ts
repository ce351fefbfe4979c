import * as z from 'zod/mini';
import { ExperimentId } from './ids.ts';
import { SegmentFilters } from './segment.ts';
import { textOf } from './text.ts';

/**
 * What a visitor is promised: a time that holds so often, in percent, and never one sooner than so many minutes. The
 * order "whose promise comes due next" and the countdowns follow from it.
 */
export const ReplyPolicy = z.strictObject({
  likelihood: z.int().check(z.minimum(50), z.maximum(95)),
  leastMinutes: z.int().check(z.minimum(0), z.maximum(2_880)),
});
export type ReplyPolicy = z.infer<typeof ReplyPolicy>;

const fields = {
  name: textOf(60, 1),
  filters: SegmentFilters, // whose topics take part
  first: ReplyPolicy,
  second: ReplyPolicy,
  share: z.int().check(z.minimum(1), z.maximum(99)), // of the visitors, how many in a hundred get the second
  detects: z.int().check(z.minimum(1), z.maximum(50)), // the difference that it is to find: points of a share, percent of a mean
};

/** `draft`: may still be changed. Of one that runs or has ended only the name may. */
export const ExperimentState = z.enum(['draft', 'running', 'ended']);
export type ExperimentState = z.infer<typeof ExperimentState>;

/** Two ways of promising an answer, tried on visitors whom chance divides. One runs at a time. */
export const Experiment = z.object({
  id: ExperimentId,
  ...fields,
  state: ExperimentState,
  startedAt: z.nullable(z.iso.datetime()),
  endedAt: z.nullable(z.iso.datetime()),
});
export type Experiment = z.infer<typeof Experiment>;

/** The whole of it under its id, which the sender chooses. */
export const ExperimentChange = z.strictObject(fields);
export type ExperimentChange = z.infer<typeof ExperimentChange>;

/** To begin it, or to end it for good. */
export const ExperimentTurn = z.strictObject({ state: z.enum(['running', 'ended']) });
export type ExperimentTurn = z.infer<typeof ExperimentTurn>;

export const Arm = z.enum(['first', 'second']);
export type Arm = z.infer<typeof Arm>;

/** What is compared: shares of 0 to 1, or means. */
export const EXPERIMENT_MEASURES = ['satisfaction', 'reopened', 'messages', 'replies'] as const;
export const ExperimentMeasure = z.enum(EXPERIMENT_MEASURES);
export type ExperimentMeasure = z.infer<typeof ExperimentMeasure>;

/** `cases`: topics, rated topics, done topics, or replies whose time is known. */
const ArmFigure = z.object({ value: z.nullable(z.number()), visitors: z.int(), cases: z.int() });

/**
 * Second minus first, between `low` and `high` 95 times in 100. `needed`: how many visitors with such a case each policy
 * takes to see the difference that is looked for 8 times in 10; null where nothing is known to reckon it from.
 */
const Comparison = z.object({
  measure: ExperimentMeasure,
  first: ArmFigure,
  second: ArmFigure,
  difference: z.nullable(z.number()),
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
  looksFor: z.nullable(z.number()),
  needed: z.nullable(z.object({ first: z.int(), second: z.int() })),
  isTooEarly: z.boolean(),
});
export type Comparison = z.infer<typeof Comparison>;

export const ExperimentReport = z.object({
  experimentId: ExperimentId,
  topics: z.object({ first: z.int(), second: z.int() }),
  visitors: z.object({ first: z.int(), second: z.int() }),
  isCut: z.boolean(), // there were more topics than one report reads, and these are the first of them
  measures: z.array(Comparison),
});
export type ExperimentReport = z.infer<typeof ExperimentReport>;
