import * as z from 'zod/mini';
import { TargetId, ViewId } from './ids.ts';
import { Share } from './report.ts';
import { SegmentFilters } from './segment.ts';
import { textOf } from './text.ts';
import { TargetKind } from './topic-target.ts';

/** The longest time that a target may take: 90 days. */
const MOST_MINUTES = 129_600;
const Minutes = z.nullable(z.int().check(z.minimum(1), z.maximum(MOST_MINUTES)));

const fields = {
  name: textOf(60, 1),
  viewId: z.nullable(ViewId), // a shared view, whose filters then stand in place of its own
  filters: SegmentFilters,
  minutes: z.strictObject({ first: Minutes, next: Minutes, done: Minutes }), // null: no such target
  inOfficeHours: z.boolean(), // counted while the topic's team has opened; else by the calendar
};

/** What a team wants to keep to in the topics of a view or a segment. Visitors hear nothing of it. */
export const Target = z.object({ id: TargetId, ...fields });
export type Target = z.infer<typeof Target>;

/** The whole target under its id, which the sender chooses: saved twice it is saved once, and what was removed comes back. */
export const TargetChange = z.strictObject(fields);
export type TargetChange = z.infer<typeof TargetChange>;

/** How one kind of a target went. `late`: of those that are open. */
const TargetFigure = z.object({ kind: TargetKind, kept: Share, open: z.int(), late: z.int() });

/** Of what ended or was missed in the time of the report, how much was in time; and what runs now. */
export const TargetReport = z.object({
  days: z.int(),
  isCut: z.boolean(), // there were more cases than one report reads, and these are the latest
  targets: z.array(z.object({ targetId: TargetId, name: z.string(), kinds: z.array(TargetFigure) })),
});
export type TargetReport = z.infer<typeof TargetReport>;
