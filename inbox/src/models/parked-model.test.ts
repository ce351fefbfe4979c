import type { ParkedEvent, ParkedEvents } from '@everthread/shared/models/parked-event';
import { expect, test, vi } from 'vitest';
import { ParkedModel } from './parked-model.ts';

const event = (id: number): ParkedEvent => ({
  id,
  type: 'message.sent',
  reason: 'AppError unavailable',
  tries: 10,
  happenedAt: '2026-11-22T06:00:00.000Z',
  parkedAt: '2026-11-22T07:00:00.000Z',
});

function start() {
  let parked = [event(1), event(2)];
  const api = {
    parked: vi.fn(async (): Promise<ParkedEvents> => ({ events: parked, count: parked.length })),
    replay: vi.fn(async (id?: number) => {
      const left = parked.filter((each) => id !== undefined && each.id !== id);
      const replayed = parked.length - left.length;
      parked = left;
      return replayed;
    }),
  };
  return { api, model: new ParkedModel(api) };
}

test('one is tried again, or all; what is left stays in sight', async () => {
  const { model } = start();
  await model.load();
  expect(model.state.value).toMatchObject({ name: 'ready', count: 2 });
  expect(await model.replay(1)).toBe(1);
  expect(model.state.value).toMatchObject({ events: [{ id: 2 }], count: 1 });
  expect(await model.replay()).toBe(1);
  expect(model.state.value).toMatchObject({ events: [], count: 0 });
});

test('what could not be had says so; what was there stays', async () => {
  const { model, api } = start();
  api.parked.mockRejectedValueOnce(new Error('away'));
  await model.load();
  expect(model.state.value).toEqual({ name: 'failed' });
  await model.load();
  api.parked.mockRejectedValueOnce(new Error('away'));
  await model.load();
  expect(model.state.value).toMatchObject({ count: 2 });
  api.replay.mockRejectedValueOnce(new Error('away'));
  await expect(model.replay()).rejects.toThrow('away');
  expect(model.isTrying.value).toBe(false);
});
