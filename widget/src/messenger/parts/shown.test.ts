import type { Attachment } from '@everthread/shared/models/attachment';
import { describe, expect, test } from 'vitest';
import { isBigEmoji } from '../big-emoji.ts';
import { EMOJI } from '../emoji.ts';
import { shownSize } from '../shown-size.ts';
import { readTeam } from '../team.ts';

test.each([
  ['😀', true],
  ['👍🏽 🇪🇸', true],
  ['👩‍👩‍👧 ❤️', true],
  ['😀😀😀😀', false],
  ['ok 😀', false],
  ['1', false],
  ['', false],
])('%s alone is large: %s', (text, isBig) => {
  expect(isBigEmoji(text)).toBe(isBig);
});

test('every emoji of the picker is one', () => {
  for (const emoji of Object.values(EMOJI).flatMap((group) => group.split(' ')))
    expect(isBigEmoji(emoji), emoji).toBe(true);
});

describe('the room of a picture', () => {
  const image = (width: number | null, height: number | null, type = 'image/png') =>
    ({ width, height, type }) as Attachment;
  test.each([
    ['small', image(100, 80), { width: 100, height: 80 }],
    ['wide', image(2_480, 1_000), { width: 248, height: 100 }],
    ['high', image(1_000, 3_000), { width: 100, height: 300 }],
    ['a thread', image(1, 10_000), { width: 56, height: 300 }],
    ['without a size', image(null, null), undefined],
    ['SVG', image(100, 100, 'image/svg+xml'), undefined],
    ['HTML', image(100, 100, 'text/html'), undefined],
  ])('%s', (_what, attachment, room) => {
    expect(shownSize(attachment)).toEqual(room);
  });
});

describe('the team that the page names', () => {
  const page = (text: string | null) =>
    ({ querySelector: () => (text === null ? null : { textContent: text }) }) as unknown as Document;
  test.each([
    ['none', null, undefined],
    ['not JSON', '{', undefined],
    ['something else', '[1]', undefined],
    ['a name alone', '{"name":"Teapots"}', { name: 'Teapots', agents: [] }],
    [
      'people',
      '{"name":"Teapots","agents":[{"id":"1","name":"Ines"},{"id":"2","name":""}]}',
      { name: 'Teapots', agents: [{ id: '1', name: 'Ines' }] },
    ],
  ])('%s', (_what, text, team) => {
    expect(readTeam(page(text))).toEqual(team);
  });
});
