import type { Clock } from '@everthread/shared/client/clock';
import type { WayBack } from '@everthread/shared/models/way-back';
import { expect, test } from 'vitest';
import { type AsVisitor, WayBackModel } from './way-back-model.ts';

const before: WayBack = { choice: 'any', quiet: null, pushes: 0, mail: 'ada@shop.example' };

/** A server that answers when it is told to, and a clock that stands. */
function start() {
  const asked: { path: string; body: unknown; answer: (given: unknown) => void; fail: () => void }[] = [];
  const ask: AsVisitor = (path, body) =>
    new Promise((resolve, reject) => {
      asked.push({ path, body, answer: (given) => resolve(given as never), fail: () => reject(new Error('away')) });
    });
  let waits = 0;
  let awaited = () => {};
  const clock: Clock = {
    now: () => 0,
    after(_ms, then) {
      waits += 1;
      awaited = then;
      return () => {
        waits -= 1;
      };
    },
  };
  const model = new WayBackModel(ask, clock);
  const answer = async (place: number, given: unknown) => {
    asked[place]?.answer(given);
    await settled();
  };
  return { model, asked, answer, waits: () => waits, pass: () => awaited() };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('what is set is shown at once; while an answer is awaited it goes out after it, and is not undone by it', async () => {
  const { model, asked, answer } = start();
  void model.load();
  await settled();
  await answer(0, { wayBack: before });
  const [early, late] = (['push', 'mail'] as const).map((choice) => ({ ...before, choice }));
  void model.change({ choice: 'push' });
  expect(model.wayBack.value).toEqual(early);
  void model.change({ choice: 'mail' });
  await settled();
  expect(asked).toHaveLength(2);
  await answer(1, { wayBack: early });
  expect(model.wayBack.value).toEqual(late);
  expect(asked[2]?.body).toEqual({ choice: 'mail' });
  await answer(2, { wayBack: late });
  expect(model.wayBack.value).toEqual(late);
});

test('where the last of what was set does not work it is shown as it was set before', async () => {
  const { model, asked, answer } = start();
  const quiet = { timeZone: 'Europe/Madrid', from: '23:00', to: '07:00' };
  void model.change({ quiet });
  void model.change({ quiet: null });
  await settled();
  await answer(0, { wayBack: { ...before, quiet } });
  asked[1]?.fail();
  await settled();
  expect(model.wayBack.value).toEqual({ ...before, quiet });
  expect(model.hasFailed.value).toBe(true);
});

test.each(['closed', 'gone'])('a code that comes when its panel is %s is not shown, nor looked after', async (how) => {
  const { model, answer, waits } = start();
  void model.carry();
  if (how === 'closed') model.stopCarrying();
  else model[Symbol.dispose]();
  await answer(0, { pass: 'p1' });
  expect(model.carrying.value).toEqual({ name: 'none' });
  expect(waits()).toBe(0);
});

test('a code that is shown is looked after no longer than its panel is there', async () => {
  const { model, answer, waits } = start();
  void model.carry();
  await answer(0, { pass: 'p1' });
  expect([model.carrying.value, waits()]).toEqual([{ name: 'shown', pass: 'p1' }, 1]);
  model[Symbol.dispose]();
  expect(waits()).toBe(0);
});

test('the device that was let in stands among the others at once', async () => {
  const { model, asked, answer, pass } = start();
  void model.carry();
  await answer(0, { pass: 'p1' });
  pass();
  await answer(1, { state: 'asking', name: 'Safari · iPhone' });
  void model.answer(true);
  await answer(2, {});
  expect([model.carrying.value.name, asked[3]?.path]).toEqual(['carried', 'devices']);
  await answer(3, { devices: [{ name: 'Safari · iPhone' }, { name: 'Chrome' }] });
  expect(model.devices.value.map(({ name }) => name)).toEqual(['Safari · iPhone', 'Chrome']);
});
