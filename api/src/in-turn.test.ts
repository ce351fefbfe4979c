import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';

test('what one cannot do, those after it do all the same, in order; what failed first is told', async () => {
  const done: string[] = [];
  const failing = (name: string) => async () => {
    done.push(name);
    throw new Error(name);
  };

  await expect(
    inTurn([failing('sweep'), async () => void done.push('search'), failing('files'), () => done.push('unseen')]),
  ).rejects.toThrow('sweep');

  expect(done).toEqual(['sweep', 'search', 'files', 'unseen']);
});
