import { expect, test, vi } from 'vitest';
import { ratingFor } from './rating.ts';

/** A server that answers when it is told to, as it is told to. */
function slow() {
  const asked: { said: string; answer: () => void; fail: () => void }[] = [];
  const onTrouble = vi.fn();
  const rating = ratingFor({
    score: null,
    post: (score, word) =>
      new Promise<void>((resolve, reject) => {
        asked.push({
          said: `${score} ${word ?? ''}`.trim(),
          answer: resolve,
          fail: () => reject(new Error('Offline')),
        });
      }),
    onTrouble,
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return { asked, onTrouble, rating, settle, said: () => asked.map(({ said }) => said) };
}

test('of several presses the last is the last to be sent, and what came between is not', async () => {
  const { asked, rating, settle, said } = slow();
  for (const score of [1, 2, 3, 5]) rating.say(score);
  expect([said(), rating.shown.value]).toEqual([['1'], 5]);
  asked[0]?.answer();
  await settle();
  expect(said()).toEqual(['1', '5']);
  asked[1]?.answer();
  await settle();
  expect([said().length, rating.shown.value]).toEqual([2, 5]);
});

test('one that fails takes back nothing that was pressed after it', async () => {
  const { asked, rating, settle, said, onTrouble } = slow();
  rating.say(2);
  rating.say(4);
  asked[0]?.fail();
  await settle();
  expect([said(), rating.shown.value, onTrouble.mock.calls.length]).toEqual([['2', '4'], 4, 0]);
  asked[1]?.answer();
  await settle();
  expect(rating.shown.value).toBe(4);
});

test('where the last fails what is shown is what was saved, and it is said', async () => {
  const { asked, rating, settle, onTrouble } = slow();
  rating.say(4);
  asked[0]?.answer();
  await settle();
  rating.say(1);
  asked[1]?.fail();
  await settle();
  expect([rating.shown.value, onTrouble.mock.calls.length]).toEqual([4, 1]);
});

test('a word that has not gone out goes with the score that is chosen after it', async () => {
  const { asked, rating, settle, said } = slow();
  rating.say(3);
  rating.say(3, 'Quick');
  rating.say(4);
  asked[0]?.answer();
  await settle();
  expect(said()).toEqual(['3', '4 Quick']);
});

test('what is said in another tab is shown, unless something is on its way from here', async () => {
  const { asked, rating, settle } = slow();
  rating.hear(2);
  expect(rating.shown.value).toBe(2);
  rating.say(5);
  rating.hear(1);
  expect(rating.shown.value).toBe(5);
  asked[0]?.answer();
  await settle();
  expect(rating.shown.value).toBe(5);
});

test('what another tab says right behind one’s own is heard, though the answer to one’s own comes last', async () => {
  const { asked, rating, settle } = slow();
  rating.say(4);
  for (const told of [4, 2]) rating.hear(told); // as the server told it, in order
  expect(rating.shown.value).toBe(4);
  asked[0]?.answer();
  await settle();
  expect(rating.shown.value).toBe(2);
});

test('what another tab said stays where one’s own could not be saved, and before it gives way to one’s own', async () => {
  const { asked, rating, settle } = slow();
  rating.say(5);
  rating.hear(3);
  asked[0]?.fail();
  await settle();
  expect(rating.shown.value).toBe(3);
  rating.say(1);
  rating.hear(2);
  rating.say(4);
  asked[1]?.answer();
  await settle();
  asked[2]?.answer();
  await settle();
  expect(rating.shown.value).toBe(4);
});

test('nor is it forgotten that the score was taken back there', async () => {
  const { asked, rating, settle } = slow();
  rating.hear(4);
  rating.say(5);
  rating.hear(null);
  asked[0]?.fail();
  await settle();
  expect(rating.shown.value).toBeNull();
});
