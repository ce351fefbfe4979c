import type { ProfileChange } from '@everthread/shared/models/profile';
import type { Teammate } from '@everthread/shared/models/workspace';
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { settle } from '../../test/hand-clock.ts';
import { sampleAgent } from '../../test/sample.ts';
import { ProfileModel } from './profile-model.ts';

const week = (...days: number[]) => ({
  timeZone: 'Asia/Kathmandu',
  spans: days.map((day) => ({ day, from: '09:00', to: '17:00' })),
});

/** A server that answers when it is let, one request after the other. */
function start() {
  let stored: Teammate = {
    id: sampleAgent.id,
    name: 'Mara',
    role: 'agent',
    photo: null,
    isAway: false,
    hours: week(1, 2, 3),
    absences: [],
  };
  const me = signal<Teammate | undefined>(stored);
  const waiting: PromiseWithResolvers<void>[] = [];
  const asked: ProfileChange[] = [];
  const load = async () => {
    me.value = stored;
  };
  const changeProfile = async (change: ProfileChange) => {
    asked.push(change);
    const answer = Promise.withResolvers<void>();
    waiting.push(answer);
    await answer.promise;
    stored = { ...stored, ...(change as Partial<Teammate>) };
  };
  const model = new ProfileModel({ me, load }, { changeProfile });
  return {
    model,
    asked,
    load,
    days: () => model.me.value?.hours?.spans.map(({ day }) => day),
    answer: async (error?: Error) => {
      const next = waiting.shift();
      if (error) next?.reject(error);
      else next?.resolve();
      await settle();
    },
  };
}

test('days that are taken off quickly are all off, and never on again in between', async () => {
  const it = start();
  for (const left of [week(2, 3), week(3), week()]) void it.model.change({ hours: left });
  await settle();
  expect(it.asked).toHaveLength(1); // one after the other
  for (let answers = 0; answers < 3; answers++) {
    expect(it.days()).toEqual([]);
    await it.load(); // somebody else's news, with what is stored by then
    expect(it.days()).toEqual([]);
    await it.answer();
  }
  expect(it.asked.map(({ hours }) => hours?.spans.length)).toEqual([2, 1, 0]);
  expect(it.days()).toEqual([]);
});

test('no fixed hours are seen at once too', async () => {
  const it = start();
  void it.model.change({ hours: null });
  expect(it.model.me.value?.hours).toBeNull();
  await settle();
  await it.answer();
  expect(it.model.me.value?.hours).toBeNull();
});

test('what is refused is gone again, what was asked beside it stays', async () => {
  const it = start();
  const refused = it.model.change({ name: '' });
  void it.model.change({ isAway: true });
  const told = expect(refused).rejects.toThrow('refused');
  await settle();
  await it.answer(new Error('refused'));
  await it.answer();
  await told;
  expect(it.model.me.value).toMatchObject({ name: 'Mara', isAway: true });
});
