import { expect, test } from 'vitest';
import { ApiError } from '../request.ts';
import { type AskMail, MailModel } from './mail-model.ts';

const address = 'ada@shop.example';

/** A server that has this address, answers so, and notes what it is asked. */
function serverWith(answers: Record<string, unknown | ApiError>) {
  const asked: unknown[] = [];
  let changes = 0;
  const ask: AskMail = async (path, body, method) => {
    asked.push([path, body, method]);
    const answer = answers[`${method ?? (body ? 'POST' : 'GET')} ${path}`];
    if (answer instanceof ApiError) throw answer;
    return { mail: (answer ?? null) as never };
  };
  const model = new MailModel(ask, () => {
    changes += 1;
  });
  return { model, asked, changes: () => changes };
}

test('an address is asked for, a code brought back, and the address proven', async () => {
  const { model, asked, changes } = serverWith({
    'POST mail-address': { address, isProven: false },
    'POST mail-address/code': { address, isProven: true },
  });
  model.begin();
  expect(model.step.value).toEqual({ name: 'address' });
  await model.claim(address);
  expect(model.step.value).toEqual({ name: 'code', address, sent: 1 });
  await model.prove('123456');
  expect(model.step.value).toEqual({ name: 'proven', address });
  expect(asked).toEqual([
    ['mail-address', { address }, undefined],
    ['mail-address/code', { code: '123456' }, undefined],
  ]);
  expect(changes()).toBe(2);
});

test('an address that is proven already needs no code; what is not proven yet is offered again', async () => {
  const proven = serverWith({ 'POST mail-address': { address, isProven: true } });
  await proven.model.claim(address);
  expect(proven.model.step.value).toEqual({ name: 'proven', address });
  const known = serverWith({ 'GET mail-address': { address, isProven: false } });
  await known.model.load();
  expect(known.model.step.value).toEqual({ name: 'unproven', address });
});

test.each([
  ['claim', 'POST mail-address', 400, 'invalid', 'notAnAddress'],
  ['claim', 'POST mail-address', 429, 'too_many', 'tooMany'],
  ['claim', 'POST mail-address', 409, 'conflict', 'bounced'],
  ['claim', 'POST mail-address', 0, 'unreachable', 'failed'],
  ['prove', 'POST mail-address/code', 400, 'invalid', 'wrong'],
  ['prove', 'POST mail-address/code', 429, 'too_many', 'over'],
] as const)(
  '%s: %s answered with %i %s is said as %s, and nothing is lost',
  async (what, route, status, code, trouble) => {
    const { model } = serverWith({ [route]: new ApiError(status, code) });
    model.begin();
    await model[what]('123456');
    expect(model.trouble.value).toBe(trouble);
    expect(model.step.value).toEqual({ name: 'address' });
    expect(model.isBusy.value).toBe(false);
  },
);

test('what is pressed twice is asked once', async () => {
  const { model, asked } = serverWith({ 'POST mail-address': { address, isProven: false } });
  await Promise.all([model.claim(address), model.claim(address)]);
  expect(asked).toHaveLength(1);
});

test('who begins with another address keeps what he types when the answer for the one before comes', async () => {
  for (const answer of [{ mail: { address, isProven: false } as never }, new ApiError(0, 'unreachable')]) {
    const held = Promise.withResolvers<{ mail: never }>();
    const model = new MailModel(
      () => held.promise,
      () => {},
    );
    const claimed = model.claim(address);
    model.begin();
    if (answer instanceof ApiError) held.reject(answer);
    else held.resolve(answer);
    await claimed;
    expect([model.step.value, model.trouble.value]).toEqual([{ name: 'address' }, undefined]);
    expect(model.isBusy.value).toBe(false);
  }
});

test('who types no address after all is back where he began, and his code is still good', async () => {
  const { model } = serverWith({ 'POST mail-address': { address, isProven: false } });
  model.begin();
  model.leave();
  expect(model.step.value).toEqual({ name: 'none' });
  model.begin();
  await model.claim(address);
  model.begin();
  model.leave();
  expect(model.step.value).toEqual({ name: 'code', address, sent: 1 });
});

test('he can have no mail any more', async () => {
  const { model } = serverWith({ 'GET mail-address': { address, isProven: true } });
  await model.load();
  await model.stop();
  expect(model.step.value).toEqual({ name: 'none' });
});
