import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snippetOf } from './snippet.ts';

/** As it will be seen: marks in brackets. */
const seen = (text: string, ...meant: string[]) => {
  const snippet = snippetOf(text, new Set(meant));
  return snippet.marks.reduceRight(
    (shown, [from, to]) => `${shown.slice(0, from)}[${shown.slice(from, to)}]${shown.slice(to)}`,
    snippet.text,
  );
};

test('what was found stands out as it was written', () => {
  expect(seen('My REFÚND, please: a refund', 'refund')).toBe('My [REFÚND], please: a [refund]');
  expect(seen('我要申请退款谢谢', '申请', '请退', '退款')).toBe('我要[申请退款]谢谢');
  expect(seen('<b>refund</b>\n"x"', 'refund')).toBe('<b>[refund]</b> "x"');
});

test('of a long text the part around the first is shown', () => {
  const text = `${'something else '.repeat(40)}the refund ${'and more '.repeat(60)}`;
  const shown = seen(text, 'refund');
  expect(shown).toMatch(/^…(something |else )+the \[refund\] and more/);
  expect(shown.length).toBeLessThan(220);
  expect(shown.endsWith('…')).toBe(true);
});

test('where nothing is found the beginning is shown', () => {
  expect(seen('Hello there', 'refund')).toBe('Hello there');
});

test('marks are in order, inside the text, and never cut a character', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('refund', '退款', 'x'.repeat(70), '😀', 'é', ' ', 'ab', '\n'), { maxLength: 60 }),
      (parts) => {
        const { text, marks } = snippetOf(parts.join(''), new Set(['refund', '退款', 'ab']));
        let last = 0;
        for (const [from, to] of marks) {
          expect(from >= last && to > from && to <= text.length).toBe(true);
          last = to;
        }
        expect(text.isWellFormed()).toBe(true);
      },
    ),
  );
});
