import { TopicId } from '@everthread/shared/models/ids';
import type { ViewSort } from '@everthread/shared/models/view';
import * as z from 'zod/mini';
import { pageCursor, unfitCursor } from '../http/page-cursor.ts';

const Time = z.iso.datetime();

/** Where a page of a list ends: the last row's place in its order. */
const Cursor = z.discriminatedUnion('sort', [
  z.strictObject({ sort: z.literal('newest'), lastMessageAt: Time, id: TopicId }),
  z.strictObject({ sort: z.literal('waiting'), waitingSince: z.nullable(Time), id: TopicId }),
  z.strictObject({
    sort: z.literal('priority'),
    priority: z.int().check(z.minimum(0), z.maximum(4)),
    waitingSince: z.nullable(Time),
    id: TopicId,
  }),
  z.strictObject({ sort: z.literal('promise'), promiseDueAt: z.nullable(Time), id: TopicId }),
  z.strictObject({ sort: z.literal('target'), targetDueAt: z.nullable(Time), id: TopicId }),
]) satisfies z.ZodMiniType<{ sort: ViewSort }>;
export type TopicCursor = z.infer<typeof Cursor>;

const cursors = pageCursor(Cursor);
export const writeCursor = cursors.write;

/** Throws `invalid` for anything that `writeCursor` did not write for a list of this order. */
export function readCursor<Sort extends ViewSort>(text: string, sort: Sort): Extract<TopicCursor, { sort: Sort }> {
  const cursor = cursors.read(text);
  if (cursor.sort !== sort) throw unfitCursor();
  return cursor as Extract<TopicCursor, { sort: Sort }>;
}
