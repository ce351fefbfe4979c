import { expect, test } from 'vitest';
import { triggerAt } from './trigger.ts';

test.each([
  ['/', '/', ''],
  ['Hello /gre', '/', 'gre'],
  ['@', '@', ''],
  ['Can (@be', '@', 'be'],
  ['@Ben Li', '@', 'Ben Li'],
  ['one\n/two', '/', 'two'],
  ['你好 @本', '@', '本'],
])('%j looks for something', (text, sign, query) => {
  expect(triggerAt(text, text.length)).toEqual({ sign, query, start: text.length - query.length - 1 });
});

test.each(['https://a', 'me@example', 'and/or', '/two words', '1/2', 'a@', '@one two three', ''])(
  '%j looks for nothing',
  (text) => {
    expect(triggerAt(text, text.length)).toBeUndefined();
  },
);

test('what stands behind the caret does not count', () => {
  expect(triggerAt('/gre and more', 4)).toEqual({ sign: '/', query: 'gre', start: 0 });
});
