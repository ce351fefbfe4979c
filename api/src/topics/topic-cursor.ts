import { TopicId } from '@everthread/shared/models/ids';
import type { ViewSort } from '@everthread/shared/models/view';
import * as z from 'zod/mini';
import { AppError } from '../errors.ts';

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

export const writeCursor = (cursor: TopicCursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Throws `invalid` for anything that `writeCursor` did not write for a list of this order. */
export function readCursor<Sort extends ViewSort>(text: string, sort: Sort): Extract<TopicCursor, { sort: Sort }> {
  try {
    const cursor = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    if (cursor.sort === sort) return cursor as Extract<TopicCursor, { sort: Sort }>;
  } catch {
    // Said below.
  }
  throw new AppError('invalid', '`before` must be the `next` of the page before, unchanged');
}
