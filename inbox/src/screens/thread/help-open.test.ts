import type { ThreadId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { originals, setOriginal, takeOriginal } from './help-open.ts';

const [one, other] = ['one', 'other'] as unknown as [ThreadId, ThreadId];

test('an agent’s own words go along with their translation, once and in their thread alone', () => {
  setOriginal(one, { own: 'Hello', note: 'In my own words: Hello', noteAhead: '' });
  expect(takeOriginal(other, 'Hola')).toBeUndefined();
  expect(takeOriginal(one, 'Hola, y gracias')).toMatchObject({ note: 'In my own words: Hello' });
  expect(takeOriginal(one, 'Hola')).toBeUndefined();
});

test('who has taken the translation back, or writes nothing, sends no note', () => {
  for (const text of ['Hello ', '  ']) {
    setOriginal(one, { own: 'Hello', note: 'note', noteAhead: '' });
    expect(takeOriginal(one, text)).toBeUndefined();
    expect(originals.value.size).toBe(0);
  }
});
