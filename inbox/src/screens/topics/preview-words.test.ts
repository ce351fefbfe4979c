import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { previewWords } from './preview-words.ts';
import { readPreview } from './read-preview.ts';

const marked = fc.string({
  unit: fc.constantFrom(
    'a',
    'B',
    ' ',
    '\n',
    '*',
    '_',
    '`',
    '~',
    '[',
    ']',
    '(',
    ')',
    '#',
    '>',
    '-',
    '+',
    '1',
    '.',
    '\\',
    '<',
    '&',
    ':',
    '/',
    'h',
    't',
    'p',
  ),
  maxLength: 30,
});

/** White space at the ends, and how much of it there is, a line does not show. */
const drawn = (text: string) => text.replace(/\s+/g, ' ').trim();

test('a preview reads as its message does, whatever stands in it, once marks can be read', async () => {
  previewWords('*begin*');
  await expect.poll(() => previewWords('*begin*')).toBe('begin');
  fc.assert(
    fc.property(fc.oneof(marked, fc.string()), (text) => drawn(previewWords(text)) === drawn(readPreview(text))),
    {
      numRuns: 2_000,
    },
  );
});
