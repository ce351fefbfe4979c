import type { RecalledAnswer } from '@everthread/shared/models/bot';
import { expect, test } from 'vitest';
import { ApiError } from '../api/api-error.ts';
import type { Call } from '../api/call.ts';
import { BotModel } from './bot-model.ts';

const ANSWER = { messageId: 'm', threadId: 't', seenSeq: 4, draft: 'It has changed.' } as RecalledAnswer;

/** A server that has one recalled answer, and fails as it is told. */
function start(failures: (ApiError | undefined)[]) {
  const asked: { path: string; body: unknown }[] = [];
  let id = 0;
  const recalled = [ANSWER];
  const call = (async (method: string, path: string, body?: unknown) => {
    if (method === 'GET') return path.endsWith('/recalled') ? { answers: [...recalled] } : { answers: [], figures: {} };
    asked.push({ path, body });
    const failure = failures.shift();
    if (failure) throw failure;
    return {};
  }) as Call;
  const bot = new BotModel(call, '/w', () => `id-${++id}`);
  const listed = () => (bot.state.value.name === 'ready' ? bot.state.value.recalled.length : undefined);
  return { bot, asked, listed, recalled };
}

test('a correction is sent as a reply, and then the answer is seen to', async () => {
  const { bot, asked, listed } = start([]);
  await bot.load();
  await bot.correct(ANSWER, 'It has changed.');
  expect(asked).toEqual([
    { path: '/w/threads/t/messages', body: { id: 'id-1', text: 'It has changed.', seenSeq: 4 } },
    { path: '/w/bot/answers/m/recall', body: {} },
  ]);
  expect(listed()).toBe(0);
});

test('tried again the same words are the same message, others are another', async () => {
  const lost = () => new ApiError('offline', 'Lost');
  const { bot, asked, listed } = start([lost(), lost()]);
  await bot.load();
  await expect(bot.correct(ANSWER, 'One')).rejects.toThrow();
  await expect(bot.correct(ANSWER, 'One')).rejects.toThrow();
  expect(listed()).toBe(1);
  await bot.correct(ANSWER, 'Two');
  const ids = asked.flatMap(({ body }) => (body as { id?: string }).id ?? []);
  expect(ids).toEqual(['id-1', 'id-1', 'id-2']);
});

test('where something was written meanwhile nothing is sent, and the answer stays', async () => {
  const { bot, listed } = start([new ApiError('stale', 'Something was written here')]);
  await bot.load();
  await expect(bot.correct(ANSWER, 'One')).rejects.toMatchObject({ code: 'stale' });
  expect(listed()).toBe(1);
});

test('what is recalled later comes by itself, and what was seen to does not come back', async () => {
  const { bot, listed, recalled } = start([]);
  await bot.load();
  recalled.push({ ...ANSWER, messageId: 'n' as RecalledAnswer['messageId'] });
  await bot.lookAgain();
  expect(listed()).toBe(2);
  const asked = bot.lookAgain(); // answered as it was before
  await bot.settle(ANSWER.messageId);
  await asked;
  expect(listed()).toBe(1);
});
