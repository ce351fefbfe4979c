import * as z from 'zod/mini';

/** At most so long; a hostile megabyte is refused here, before anything scans it. */
export const atMost = (max: number) => z.maxLength(max, { abort: true });

const isStorable = (text: string) => text.isWellFormed() && !text.includes('\u0000');

/** What somebody is in the middle of writing: storable, and nothing taken away at its ends. */
export const unfinishedTextOf = (max: number) =>
  z
    .string()
    .check(atMost(max), z.refine(isStorable, { error: 'has a NUL or half a surrogate pair, which cannot be stored' }));

/** Any text that a person typed or a page reported: at most `max` UTF-16 units, trimmed, storable as UTF-8. */
export const textOf = (max: number, min = 0) =>
  z
    .string()
    .check(
      atMost(max),
      z.refine(isStorable, { error: 'has a NUL or half a surrogate pair, which cannot be stored' }),
      z.trim(),
      z.minLength(min),
    );
