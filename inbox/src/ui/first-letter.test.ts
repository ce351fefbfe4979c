import { expect, test } from 'vitest';
import { firstLetter } from './first-letter.ts';

test.each([
  ['Ada', 'A'],
  [' \u200fada', 'a'],
  ["d'Arc", 'd'],
  ['Éva', 'É'],
  ['E\u0301va', 'E\u0301'],
  ['Жанна', 'Ж'],
  ['И\u0306од', 'И\u0306'],
  ['李雷', '李'],
  ['葛\u{e0100}城', '葛\u{e0100}'],
  ['김', '김'],
  ['क्षमा', 'क्ष'],
  ['👩🏽‍💻 Ada', '👩🏽‍💻'],
  ['', ''],
])('of %j it is %j', (name, letter) => {
  expect(firstLetter(name)).toBe(letter);
});

test('it is what a segmenter says, whatever comes together', () => {
  const segmenter = new Intl.Segmenter();
  const pieces = [
    'a',
    'É',
    'Ж',
    '文',
    'ا',
    '한',
    'ᄒ',
    'ก',
    'ำ',
    'क',
    '्',
    '👩',
    '🏽',
    '\u0301',
    '\u0483',
    '\u200d',
    '\ufe0f',
    '0',
    ' ',
    '-',
    '',
  ];
  for (const first of pieces.slice(0, 3)) {
    for (const second of pieces) {
      for (const third of pieces) {
        const name = first + second + third;
        expect(firstLetter(name), JSON.stringify(name)).toBe([...segmenter.segment(name)][0]?.segment);
      }
    }
  }
});
