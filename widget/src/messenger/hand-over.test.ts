import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rebase, takeOverDraft } from './hand-over.ts';
import type { Offer } from './host.ts';

const offer = (text: string, start = text.length, end = start, isFocused = false): Offer => ({
  text,
  start,
  end,
  isFocused,
});

test.each([
  ['nothing was typed here', 'one', 'one', 'one two', 'one two', undefined],
  ['typed here at the end, there nothing', 'one', 'one!', 'one', 'one!', 4],
  ['typed here at the end, there as well', 'one', 'one!', 'one two', 'one two!', 8],
  ['typed here at the beginning', 'one', 'the one', 'one two', 'one twothe ', 11],
])('%s', (_what, before, here, there, text, caret) => {
  expect(rebase(offer(before), here, offer(there))).toEqual({ text, caret });
});

test('what is typed here goes to where the caret is there, and in place of what is selected there', () => {
  expect(rebase(offer('onetwo', 3), 'one, two', offer('onetwo', 3))).toEqual({ text: 'one, two', caret: 5 });
  expect(rebase(offer('one two'), 'one twox', offer('one two', 4, 7))).toEqual({ text: 'one x', caret: 5 });
  expect(rebase(offer('one two three', 4, 7), 'one 2 three', offer('one two three!', 4, 7))).toEqual({
    text: 'one 2 three!',
    caret: 5,
  });
});

test('whatever is typed in either field, every letter of both is in the text', () => {
  const letters = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 8 });
  fc.assert(
    fc.property(letters('abc'), letters('xyz'), letters('123'), fc.nat(), (before, here, there, seed) => {
      const at = seed % (before.length + 1);
      const typedHere = before.slice(0, at) + here + before.slice(at);
      const { text } = rebase(offer(before), typedHere, offer(before + there));
      const sorted = (value: string) => [...value].toSorted().join('');
      expect(sorted(text)).toBe(sorted(before + there + here));
      expect(text).toContain(here);
    }),
  );
});

function composer(text = '') {
  const selected: [number, number][] = [];
  let focused = 0;
  const draft = { value: text };
  const field = {
    setSelectionRange: (start: number, end: number) => selected.push([start, end]),
    focus: () => {
      focused += 1;
    },
  } as unknown as HTMLTextAreaElement;
  let take = (_offer: Offer) => {};
  takeOverDraft(
    {
      takeOver: (given) => {
        take = given;
      },
    },
    {
      draft,
      write: (next) => {
        draft.value = next;
      },
    },
    () => field,
  );
  return { draft, selected, focused: () => focused, take: (given: Offer) => take(given) };
}

test('text, selection and focus are taken over; focus only where it was', () => {
  const it = composer();
  it.take(offer('one two', 4, 7, true));
  expect([it.draft.value, it.selected, it.focused()]).toEqual(['one two', [[4, 7]], 1]);
  const other = composer();
  other.take(offer('one'));
  expect(other.focused()).toBe(0);
});

test('letters that came here after the first offer stay when the second comes', () => {
  const it = composer();
  it.take(offer('He', 2, 2, true));
  it.draft.value = 'Help';
  it.take(offer('Hello', 5, 5, false));
  expect(it.draft.value).toBe('Hellolp');
  expect(it.selected.at(-1)).toEqual([7, 7]);
});

test('the same offer again changes nothing that was done here meanwhile', () => {
  const it = composer();
  it.take(offer('one two three', 4, 7, true));
  it.draft.value = 'one 2 three';
  it.take(offer('one two three', 4, 7));
  expect(it.draft.value).toBe('one 2 three');
  expect(it.selected).toEqual([[4, 7]]);
});

test('where nothing was written before, nothing changes here, not even what is selected', () => {
  const it = composer('all of it');
  it.take(offer('', 0, 0, true));
  expect([it.draft.value, it.selected, it.focused()]).toEqual(['all of it', [], 1]);
});

test('what was sent from here does not come back; what was written there meanwhile does', () => {
  const it = composer();
  it.take(offer('one two', 3, 3, true));
  it.draft.value = '';
  it.take(offer('one two', 5, 5));
  expect(it.draft.value).toBe('');
  const other = composer();
  other.take(offer('one'));
  other.draft.value = '';
  other.take(offer('one two'));
  expect(other.draft.value).toBe(' two');
});

test('what was here already stays behind what was written first', () => {
  const it = composer(' later');
  it.take(offer('first'));
  expect(it.draft.value).toBe('first later');
  expect(it.selected).toEqual([[11, 11]]);
});
