import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fit } from './fuzzy.ts';

const bestOf = (typed: string, texts: readonly string[]) =>
  texts
    .map((text) => ({ text, score: fit(typed, text)?.score ?? Number.NEGATIVE_INFINITY }))
    .toSorted((a, b) => b.score - a.score)[0]?.text;

test.each([
  ['done', ['Go to Done', 'Mark as done', 'Do not enter'], 'Go to Done'],
  ['mad', ['Mark as done', 'Made up', 'Command'], 'Made up'],
  ['gw', ['Go to Waiting', 'Growing', 'Drawing'], 'Go to Waiting'],
  ['sign', ['Assign to…', 'Sign out'], 'Sign out'],
  ['out sign', ['Assign to…', 'Sign out'], 'Sign out'],
  ['resume', ['Pause', 'Résumé'], 'Résumé'],
  ['待機', ['待機中へ', '完了へ'], '待機中へ'],
])('%s means %s', (typed, texts, best) => {
  expect(bestOf(typed, texts)).toBe(best);
});

test('letters that are not there in this order do not fit', () => {
  expect(fit('xyz', 'Mark as done')).toBeUndefined();
  expect(fit('enod', 'Mark as done')).toBeUndefined();
  expect(fit('done done done', 'Mark as done')).toBeDefined();
});

test('nothing typed fits everything alike', () => {
  expect(fit('  ', 'Mark as done')).toEqual({ score: 0, at: [] });
});

test('the characters it names spell what was typed', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', ' ', 'D', '東'), maxLength: 30 });
  fc.assert(
    fc.property(
      letters,
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', '東'), maxLength: 5 }),
      (text, typed) => {
        const found = fit(typed, text);
        if (!found) return;
        const spelt = found.at.map((at) => text[at]?.toLowerCase()).join('');
        expect(spelt).toBe(typed);
      },
    ),
  );
});

test('what is typed by a hostile hand is looked through quickly', () => {
  expect(fit('a'.repeat(50_000), 'a'.repeat(50_000))).toBeDefined();
});
