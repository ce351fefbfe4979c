import { expect, test } from 'vitest';
import { databaseTrouble } from './database-trouble.ts';
import { SqlError } from './sql-back-end.ts';

function listen() {
  const said: string[] = [];
  let now = 0;
  const tell = databaseTrouble({ say: (words) => said.push(words), now: () => now });
  return { said, tell, wait: (ms: number) => (now += ms) };
}

test.each([
  ['nobody answers', new Error('connect ECONNREFUSED 127.0.0.1:5432')],
  ['its disk is full', new SqlError('could not extend file: No space left on device', { code: '53100' })],
  [
    'another has changed the password',
    new SqlError('password authentication failed for user "app"', { code: '28P01' }),
  ],
])('that %s is said in words, once a minute', (_what, error) => {
  const { said, tell, wait } = listen();
  tell(error);
  tell(error);
  wait(59_999);
  tell(error);
  expect(said).toEqual([expect.stringContaining(error.message)]);
  wait(1);
  tell(error);
  expect(said).toHaveLength(2);
});

test('what is wrong with one statement alone is not said', () => {
  const { said, tell } = listen();
  tell(new SqlError('duplicate key value violates unique constraint', { code: '23505' }));
  tell(new SqlError('canceling statement due to lock timeout', { code: '55P03' }));
  expect(said).toEqual([]);
});
