import { expect, test } from 'vitest';
import { meansSend } from './composer.tsx';

const enter = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 };

test.each([
  ['Enter', enter, true],
  ['Shift-Enter', { ...enter, shiftKey: true }, false],
  ['Enter that chooses a word of an input method', { ...enter, isComposing: true }, false],
  ['Enter that ends a composition in Safari', { ...enter, keyCode: 229 }, false],
  ['another key', { ...enter, key: 'a', keyCode: 65 }, false],
])('%s', (_name, event, sends) => {
  expect(meansSend(event)).toBe(sends);
});
