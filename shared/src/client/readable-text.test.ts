import { expect, test } from 'vitest';
import { readableText } from './readable-text.ts';
import { readRichText } from './rich-text.ts';

test('what is kept as text has no marks, and still says what is listed and what is quoted', () => {
  const text = 'Take **two**:\n- `A-1`\n- *B*\n\n> and C?\n> or D?\nNo.\n3. first\n4. second\n```\n**x**\n```';
  expect(readableText(readRichText(text))).toBe(
    'Take two:\n- A-1\n- B\n> and C?\n> or D?\nNo.\n3. first\n4. second\n**x**',
  );
});
