import { TopicId } from '@everthread/shared/models/ids';
import * as z from 'zod/mini';
import { AppError } from '../errors.ts';

/** Where a page of the list ends: the last row's place in its order. */
export type TopicCursor = { lastMessageAt: string; id: TopicId };

const Cursor = z.tuple([z.iso.datetime(), TopicId]);

export const writeCursor = (cursor: TopicCursor): string =>
  Buffer.from(JSON.stringify([cursor.lastMessageAt, cursor.id])).toString('base64url');

/** Throws `invalid` for anything that `writeCursor` did not write. */
export function readCursor(text: string): TopicCursor {
  try {
    const [lastMessageAt, id] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { lastMessageAt, id };
  } catch {
    throw new AppError('invalid', '`before` must be the `next` of the page before, unchanged');
  }
}
