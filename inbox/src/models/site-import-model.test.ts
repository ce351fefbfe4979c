import type { Clock } from '@everthread/shared/client/clock';
import type { SiteImport } from '@everthread/shared/models/site-import';
import { expect, test } from 'vitest';
import { type SiteImportApi, SiteImportModel } from './site-import-model.ts';

function start(states: (SiteImport['state'] | 'away')[]) {
  let due: (() => void) | undefined;
  let begun = 0;
  const clock: Clock = {
    now: () => 0,
    after(_ms, callback) {
      due = callback;
      begun += 1;
      return () => {
        due = undefined;
      };
    },
  };
  const told: string[] = [];
  const one = (state: SiteImport['state']) => ({ id: 'i', url: 'u', state }) as unknown as SiteImport;
  const api: SiteImportApi = {
    list: async () => {
      const state = states.shift() ?? 'done';
      if (state === 'away') throw new Error('away');
      return [one(state)];
    },
    begin: async ({ id, url }) => {
      told.push(`begin ${id} ${url}`);
      return one('running');
    },
    stop: async (id) => {
      told.push(`stop ${id}`);
      return one('stopped');
    },
  };
  const model = new SiteImportModel(api, clock, () => 'new');
  const wait = async () => {
    const look = due;
    due = undefined;
    look?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { model, told, wait, isWaiting: () => due !== undefined, looks: () => begun };
}

test('it looks again as long as an import runs, also after it could not', async () => {
  const { model, wait, isWaiting } = start(['running', 'away', 'running', 'done']);
  await model.load();
  expect([model.imports.value?.[0]?.state, isWaiting()]).toEqual(['running', true]);
  await wait();
  expect([model.hasFailed.value, isWaiting()]).toEqual([true, true]);
  await wait();
  expect(model.hasFailed.value).toBe(false);
  await wait();
  expect([model.imports.value?.[0]?.state, isWaiting()]).toEqual(['done', false]);
});

test('what is begun or stopped is seen at once; who leaves looks no more', async () => {
  const { model, told, isWaiting } = start(['running', 'stopped', 'running']);
  await model.begin('https://shop.example/');
  expect(model.imports.value?.[0]?.state).toBe('running');
  await model.stop('i' as never);
  expect(model.imports.value?.[0]?.state).toBe('stopped');
  expect(told).toEqual(['begin new https://shop.example/', 'stop i']);
  await model.load();
  expect(isWaiting()).toBe(true);
  model.end();
  expect(isWaiting()).toBe(false);
});

test('it looks again once, however many have asked, and the last answer counts', async () => {
  const { model, looks } = start(['running', 'stopped']);
  await Promise.all([model.load(), model.load()]);
  expect([model.imports.value?.[0]?.state, looks()]).toEqual(['stopped', 0]);
});
