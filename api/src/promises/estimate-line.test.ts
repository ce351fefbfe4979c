import { expect, test } from 'vitest';
import { Line } from './estimate-line.ts';

test('a line that was saved and loaded gives up the same topics, whichever team has the newest', () => {
  const line = new Line();
  for (const [sinceMs, id, team] of [
    [1, 'old', 'billing'],
    [2, 'older than most', 'support'],
    [10, 'new', 'billing'],
    [11, 'newest', 'support'],
  ] as const) {
    line.begin({ id, sinceMs, team, kind: 'first', row: sinceMs });
  }
  const loaded = new Line();
  loaded.restore(line.save());

  const idsGivenUp = (of: Line) =>
    of
      .giveUp(
        ({ sinceMs }) => sinceMs < 5,
        () => 0,
      )
      .map(({ id }) => id);
  expect(idsGivenUp(line)).toEqual(['old', 'older than most']);
  expect(idsGivenUp(loaded).toSorted()).toEqual(['old', 'older than most']);
  expect([...loaded.waiting.keys()].toSorted()).toEqual(['new', 'newest']);
});
