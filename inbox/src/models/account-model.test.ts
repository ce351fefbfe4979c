import type { Me } from '@everthread/shared/models/workspace';
import { expect, test } from 'vitest';
import { settle } from '../../test/hand-clock.ts';
import { ApiError } from '../api/api-error.ts';
import { AccountModel } from './account-model.ts';

const meOf = (name: string) => ({ user: { name }, workspaces: [] }) as unknown as Me;

/** Somebody's window has asked who sits at it, and the answers come when a test gives them. */
async function open() {
  const answers: PromiseWithResolvers<Me>[] = [];
  const account = new AccountModel({
    me: () => {
      const answer = Promise.withResolvers<Me>();
      answers.push(answer);
      return answer.promise;
    },
    signOut: async () => {},
  } as never);
  void account.load();
  const answer = async (nth: number, what: Me | ApiError) => {
    if (what instanceof ApiError) answers[nth]?.reject(what);
    else answers[nth]?.resolve(what);
    await settle();
  };
  const seen = () => {
    const who = account.who.value;
    return who.name === 'signed-in' ? who.me.user.name : who.name;
  };
  return { account, answer, seen };
}

test('a late answer about a session that is over signs nobody in again', async () => {
  const { account, answer, seen } = await open();
  account.restore(meOf('Mara'));
  await account.signOut();
  await answer(0, meOf('Mara'));
  expect(seen()).toBe('signed-out');
  expect(account.isConfirmed.value).toBe(false);
});

test.each([new ApiError('signed_out', ''), new ApiError('offline', ''), meOf('who sat here before')])(
  'whoever has signed in meanwhile stays, whatever the answer to an older question is',
  async (late) => {
    const { account, answer, seen } = await open();
    account.welcome(meOf('Mara'));
    await answer(0, late);
    expect(seen()).toBe('Mara');
  },
);

test('of two questions the later one counts, in whichever order they are answered', async () => {
  const { account, answer, seen } = await open();
  void account.load();
  await answer(1, meOf('Mara, by her new name'));
  await answer(0, meOf('Mara'));
  expect(seen()).toBe('Mara, by her new name');
});

test('who signs out by hand was not turned away, whatever is still under way says of his session', async () => {
  const { account } = await open();
  account.welcome(meOf('Mara'));
  const leaving = account.signOut();
  account.turnAway();
  expect(account.who.value.name).toBe('signed-in');
  await leaving;
  account.turnAway();
  expect(account.who.value).toEqual({ name: 'signed-out', by: 'hand' });
});
