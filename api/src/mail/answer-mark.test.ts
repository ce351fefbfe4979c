import { expect, test } from 'vitest';
import { ANSWER_ABOVE, answerOf } from './answer-mark.ts';

const OURS = `${ANSWER_ABOVE}\n\nA visitor wrote in a topic of yours\n\nNo more mail: https://x.example/mail/stop/a.b`;
const quoted = OURS.replace(/^/gm, '> ');
const of = (text: string) => answerOf(text, 'https://x.example');

test.each<[string, string, string | null]>([
  ['alone', 'Yes.', 'Yes.'],
  ['above a quote', `Yes.\n\nOn Wed, Nov 18, 2026 at 10:02, Teapots <a@b.example> wrote:\n${quoted}`, 'Yes.'],
  [
    'above a quote whose introduction nobody knows',
    `Igen.\n\n2026. 11. 18. 10:02 keltezéssel, Teapots írta:\n${quoted}`,
    'Igen.',
  ],
  ['above what bears no marks', `Yes.\n\nFrom: Teapots\nSent: Wednesday\nTo: Ben\nSubject: x\n\n${OURS}`, 'Yes.'],
  ['above what is introduced by nothing', `Yes.\n\n${OURS}`, 'Yes.'],
  ['with a list that ends in a colon', `Take these:\n\n${quoted}`, 'Take these:'],
  ['below a quote', `${quoted}\n\nYes.`, 'Yes.'],
  ['nothing but a quote', `On Wed, Nov 18, 2026 at 10:02, Teapots wrote:\n${quoted}`, ''],
  ['between the lines of a quote', `${quoted}\nYes.\n> And this?\nNo.`, null],
  ['below what bears no marks', `${OURS}\n\nYes.`, null],
])('an answer %s', (_where, text, said) => {
  expect(of(text)).toBe(said);
});
