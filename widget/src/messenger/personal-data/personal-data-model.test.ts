import { expect, test } from 'vitest';
import { ApiError, requester } from '../request.ts';
import { hearWays } from './hear-ways.ts';
import { PersonalDataModel } from './personal-data-model.ts';

/** A refusal that says by what he could show who he is. */
const refused = (way: string) => Response.json({ error: { code: 'forbidden' }, way }, { status: 403 });

const erasure = { id: 'erasure 1', askedAt: '2026-11-20T10:00:00.000Z' };

function setUp(...answers: unknown[]) {
  const asked: unknown[] = [];
  const saved: string[] = [];
  let ids = 0;
  let holds = 0;
  const heard = hearWays(async () => {
    const answer = answers.shift();
    if (answer instanceof ApiError) return Response.json({ error: { code: answer.code } }, { status: answer.status });
    return answer instanceof Response ? answer : Response.json(answer);
  });
  const request = requester((path, init) => {
    asked.push([`${path}`.slice('/api/visitor/'.length), JSON.parse(`${init?.body}`)]);
    return heard.fetch(path, init);
  });
  const model = new PersonalDataModel((path, body, method) => request(path, body, 'access', method), {
    newId: () => `erasure ${++ids}`,
    token: () => 'the page’s word',
    way: heard.way,
    hold: () => {
      holds += 1;
      return () => {
        holds -= 1;
      };
    },
    save: (text) => saved.push(text),
  });
  return { model, asked, saved, holds: () => holds };
}

test('whom his page vouches for downloads at once', async () => {
  const { model, asked, saved } = setUp({ messages: [] });
  await model.download();
  expect(asked).toEqual([['personal-data/export', { identityToken: 'the page’s word' }]]);
  expect(saved.map((text) => JSON.parse(text))).toEqual([{ messages: [] }]);
  expect(model.step.value).toEqual({ name: 'saved' });
});

test('whom his page vouches for by what shows nothing anew downloads by a code', async () => {
  const { model, asked, saved } = setUp(refused('code'), {}, { messages: [] });
  await model.download();
  expect(model.step.value).toEqual({ name: 'code-sent' });
  await model.downloadBy('123456');
  expect(asked.map((each) => (each as [string])[0])).toEqual([
    'personal-data/export',
    'personal-data/code',
    'personal-data/export',
  ]);
  expect(saved).toHaveLength(1);
});

test.each([
  [429, 'over'],
  [403, 'noAddress'],
  [0, 'failed'],
] as const)(
  'a code that has ended, or an answer of %i, is said as it is, and another code can be had',
  async (status, trouble) => {
    const { model, asked } = setUp({}, new ApiError(status, 'no'), {});
    await model.sendCode();
    await model.downloadBy('123456');
    expect(model.step.value).toEqual({ name: 'code-sent', trouble });
    await model.sendAnew();
    expect(model.step.value).toEqual({ name: 'code-sent' });
    expect(asked.at(-1)).toEqual(['personal-data/code', {}]);
  },
);

test('as many mails as may go are said to be that, and two presses are one', async () => {
  const { model, asked } = setUp(new ApiError(429, 'too_many'));
  await Promise.all([model.sendCode(), model.sendCode()]);
  expect(model.step.value).toEqual({ name: 'idle', trouble: 'tooMany' });
  expect(asked).toHaveLength(1);
});

test('a code is asked for again where it was wrong', async () => {
  const { model, asked, saved } = setUp({}, new ApiError(400, 'invalid'), { messages: [] });
  await model.sendCode();
  expect(model.step.value).toEqual({ name: 'code-sent' });
  await model.downloadBy('000000');
  expect(model.step.value).toEqual({ name: 'code-sent', trouble: 'wrong' });
  await model.downloadBy('123456');
  expect(asked.at(-1)).toEqual(['personal-data/export', { code: '123456' }]);
  expect(saved).toHaveLength(1);
});

test('who must show by his mailbox who he is deletes by a code', async () => {
  const { model, asked } = setUp(refused('code'), {}, new ApiError(400, 'invalid'), { erasure });
  model.askToErase();
  await model.erase();
  expect(model.step.value).toEqual({ name: 'erase-code-sent' });
  await model.eraseBy('000000');
  expect(model.step.value).toEqual({ name: 'erase-code-sent', trouble: 'wrong' });
  await model.eraseBy('123456');
  expect(model.step.value).toEqual({ name: 'erased', receipt: erasure });
  expect(asked.at(-1)).toEqual(['personal-data/erasure', { id: 'erasure 1', code: '123456' }]);
});

test.each([
  ['token', 'signIn'],
  ['team', 'team'],
  ['later', 'later'],
  ['none', 'noAddress'],
] as const)(
  'where a code would not show who he is (%s) he is told what does, and no code goes',
  async (way, trouble) => {
    const { model, asked } = setUp(refused(way), refused(way));
    await model.download();
    expect(model.step.value).toEqual({ name: 'idle', trouble });
    model.askToErase();
    await model.erase();
    expect(model.step.value).toEqual({ name: 'asked', trouble });
    expect(asked).toHaveLength(2);
  },
);

test('deleting is asked twice, and tried again it is one; what is deleted later is another', async () => {
  const { model, asked, holds } = setUp(new ApiError(0, 'unreachable'), { erasure }, { erasure });
  model.askToErase();
  expect(asked).toEqual([]);
  await model.erase();
  expect(model.step.value).toEqual({ name: 'asked', trouble: 'failed' });
  expect(holds()).toBe(0);
  await model.erase();
  expect(holds()).toBe(1); // his receipt is still to be read
  expect(model.step.value).toEqual({ name: 'erased', receipt: erasure });
  await model.erase();
  const proof = { identityToken: 'the page’s word' };
  expect(asked).toEqual([
    ['personal-data/erasure', { id: 'erasure 1', ...proof }],
    ['personal-data/erasure', { id: 'erasure 1', ...proof }],
    ['personal-data/erasure', { id: 'erasure 2', ...proof }],
  ]);
});
