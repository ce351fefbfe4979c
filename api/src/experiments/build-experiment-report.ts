import {
  type Arm,
  type Comparison,
  EXPERIMENT_MEASURES,
  type ExperimentMeasure,
  type ExperimentReport,
} from '@everthread/shared/models/experiment';
import type { ExperimentId } from '@everthread/shared/models/ids';
import { type CaseRow, MOST_TOPICS } from './case-rows.ts';
import { type Figure, figureOf, meansDiffer, type Part, sharesDiffer, visitorsNeeded } from './compare.ts';

const HOUR_SECONDS = 3_600;

/** What one topic adds to a figure; nothing where it is no case of it. */
const PARTS: Readonly<Record<ExperimentMeasure, (row: CaseRow) => Part>> = {
  satisfaction: ({ rating }) => ({ sum: rating !== null && rating >= 4 ? 1 : 0, of: rating === null ? 0 : 1 }),
  reopened: ({ wasDone, wasReopened }) => ({ sum: wasReopened ? 1 : 0, of: wasDone ? 1 : 0 }),
  messages: ({ messages }) => ({ sum: messages, of: 1 }),
  replies: ({ replies, seconds }) => ({ sum: replies, of: seconds / HOUR_SECONDS }),
};
const SHARES: ReadonlySet<ExperimentMeasure> = new Set(['satisfaction', 'reopened']);

/** How the two policies differ. `share`: of the visitors, how many in a hundred get the second. */
export function buildExperimentReport(
  id: ExperimentId,
  { share, detects }: { share: number; detects: number },
  rows: readonly CaseRow[],
): ExperimentReport {
  const of = (arm: Arm) => rows.filter((row) => row.arm === arm);
  const [first, second] = [of('first'), of('second')];
  const people = (own: readonly CaseRow[]) => new Set(own.map(({ visitorId }) => visitorId)).size;
  return {
    experimentId: id,
    topics: { first: first.length, second: second.length },
    visitors: { first: people(first), second: people(second) },
    isCut: rows.length === MOST_TOPICS,
    measures: EXPERIMENT_MEASURES.map((measure) => compare(measure, first, second, share / 100, detects / 100)),
  };
}

function compare(
  measure: ExperimentMeasure,
  firstRows: readonly CaseRow[],
  secondRows: readonly CaseRow[],
  share: number,
  detects: number,
): Comparison {
  const [one, other] = [firstRows, secondRows].map((rows) => figureOf(byVisitor(rows, PARTS[measure])));
  const cases = (rows: readonly CaseRow[]) =>
    rows.reduce((sum, row) => sum + (measure === 'replies' ? row.replies : PARTS[measure](row).of), 0);
  const shown = (figure: Figure | undefined, rows: readonly CaseRow[]) => ({
    value: figure?.value ?? null,
    visitors: figure?.visitors ?? 0,
    cases: cases(rows),
  });
  const figures = { measure, first: shown(one, firstRows), second: shown(other, secondRows) };
  const nothing = { difference: null, low: null, high: null, looksFor: null, needed: null, isTooEarly: true };
  if (!one || !other) return { ...figures, ...nothing };
  const isShare = SHARES.has(measure);
  const { value: difference, low, high } = (isShare ? sharesDiffer : meansDiffer)(one, other);
  const looksFor = isShare ? detects : detects * one.value;
  const needed = visitorsNeeded(one, other, looksFor, share) ?? null;
  const isTooEarly = !needed || one.visitors < needed.first || other.visitors < needed.second;
  return { ...figures, difference, low, high, looksFor, needed, isTooEarly };
}

/** What the topics of each visitor come to. */
function byVisitor(rows: readonly CaseRow[], partOf: (row: CaseRow) => Part): Part[] {
  return [...Map.groupBy(rows, ({ visitorId }) => visitorId).values()].map((own) =>
    own.map(partOf).reduce((sum, part) => ({ sum: sum.sum + part.sum, of: sum.of + part.of })),
  );
}
