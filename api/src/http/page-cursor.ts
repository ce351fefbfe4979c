import type * as z from 'zod/mini';
import { AppError } from '../errors.ts';

/** Where a page of a list ends, as its client gets it and gives it back with the next question. */
export function pageCursor<Place>(Place: z.ZodMiniType<Place>) {
  return {
    write: (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url'),
    /** Throws `invalid` for anything that `write` did not write. */
    read(text: string): Place {
      try {
        return Place.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
      } catch {
        throw unfitCursor();
      }
    },
  };
}

export const unfitCursor = () => new AppError('invalid', '`before` must be the `next` of the page before, unchanged');
