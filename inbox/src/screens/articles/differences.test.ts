import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences } from './differences.ts';

const read = (before: string, after: string) =>
  differences(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `{-${text}-}`))
    .join('');

test.each([
  ['same\n', 'same\n', 'same\n'],
  ['Money comes back in five days.', 'Money comes back in four days.', 'Money comes back in {-five-}{+four+} days.'],
  ['one\ntwo\nthree\n', 'one\nthree\n', 'one\n{-two\n-}three\n'],
  ['款项五天内到账。', '款项四天内到账。', '款项{-五-}{+四+}天内到账。'],
  ['Apples\n', 'Nothing of it is left\n', '{-Apples\n-}{+Nothing of it is left\n+}'],
  ['', 'new', '{+new+}'],
])('%j to %j', (before, after, shown) => {
  expect(read(before, after)).toBe(shown);
});

test('whatever was written, both texts can be put together from what is shown', () => {
  const text = fc.array(fc.constantFrom('a', 'b ', '\n', '重', 'é', '😀', '  ', 'word '), { maxLength: 40 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [before, after] = [one.join(''), other.join('')];
      const pieces = differences(before, after);
      const only = (kind: string) =>
        pieces
          .filter((each) => each.kind !== kind)
          .map((each) => each.text)
          .join('');
      expect(only('added')).toBe(before);
      expect(only('removed')).toBe(after);
    }),
    { numRuns: 500 },
  );
});
