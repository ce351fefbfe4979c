import { expect, test, vi } from 'vitest';
import { hearSentences } from './hear-sentences.ts';
import { verifiedSentences } from './verify-sentences.ts';

const BODY = 'We ship in "five" days {as a rule}. A return is free for thirty days. Tea keeps for a year.';
const sentence = (quote: string, text = quote) => ({ text, quote, article: 1 });
const TRUE = [sentence('A return is free for thirty days.'), sentence('Tea keeps for a year.')];
const MADE_UP = sentence('Everything is free today.');
const QUOTED = sentence('We ship in "five" days {as a rule}.', 'We ship soon, \\ "really" }.');

/** All that is told of an answer that comes so many letters at a time. */
function heard(answer: string, size = 1) {
  const told: string[] = [];
  const hear = hearSentences([BODY], ({ text }) => told.push(text));
  for (let end = size; end < answer.length + size; end += size) hear(answer.slice(0, end));
  return told;
}

test.each([1, 2, 7, 1_000])('%i letters at a time, each sentence is told once, as the whole answer has it', (size) => {
  for (const answer of [
    JSON.stringify({ sentences: [QUOTED, MADE_UP, ...TRUE] }),
    `\`\`\`json\n${JSON.stringify({ sentences: [...TRUE, 'words', [QUOTED], QUOTED] }, null, 2)}\n\`\`\``,
  ]) {
    expect(heard(answer, size)).toEqual(verifiedSentences(answer, [BODY]).map(({ text }) => text));
    expect(heard(answer, size)).toHaveLength(3);
  }
});

test('a sentence is told before the next has begun, and none that is cut off', () => {
  const answer = JSON.stringify({ sentences: TRUE });
  expect(heard(answer.slice(0, answer.indexOf('}') + 1))).toEqual([TRUE[0]?.text]);
  expect(heard(answer.slice(0, answer.indexOf('}')))).toEqual([]);
});

test('however an answer comes, each of its sentences is looked at once, and of very many the first alone', () => {
  const parse = vi.spyOn(JSON, 'parse');
  try {
    expect(heard(JSON.stringify({ sentences: [MADE_UP, ...TRUE] }))).toHaveLength(2);
    expect(parse).toHaveBeenCalledTimes(3);
    parse.mockClear();
    const long = JSON.stringify({ sentences: [...Array.from({ length: 200 }, () => MADE_UP), ...TRUE] });
    expect(heard(long)).toEqual([]);
    expect(parse).toHaveBeenCalledTimes(20);
    expect(verifiedSentences(long, [BODY])).toEqual([]);
    parse.mockClear();
    expect(heard(JSON.stringify({ sentences: Array.from({ length: 200 }, () => TRUE[0]) }))).toHaveLength(5);
    expect(parse).toHaveBeenCalledTimes(5);
  } finally {
    parse.mockRestore();
  }
});
