import type { RecalledAnswer } from '@everthread/shared/models/bot';
import type { MessageId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { handClock, settle } from '../../test/hand-clock.ts';
import { ApiError } from '../api/api-error.ts';
import type { Call } from '../api/call.ts';
import { BotModel } from './bot-model.ts';

const ANSWER = { messageId: 'm', threadId: 't', seenSeq: 4, draft: 'It has changed.' } as RecalledAnswer;

/** A server that has one recalled answer, and fails as it is told; `hold` lets it answer later. */
function start(failures: (ApiError | undefined)[]) {
  const asked: { path: string; body: unknown }[] = [];
  let id = 0;
  const recalled = [ANSWER];
  const server = { reads: 0, isDown: false, hold: undefined as Promise<void> | undefined };
  const call = (async (method: string, path: string, body?: unknown) => {
    if (method === 'GET') {
      if (!path.endsWith('/recalled')) return { answers: [], figures: {} };
      server.reads += 1;
      if (server.isDown) throw new ApiError('offline', 'Lost');
      const answers = [...recalled];
      await server.hold;
      return { answers };
    }
    asked.push({ path, body });
    const failure = failures.shift();
    if (failure) throw failure;
    return {};
  }) as Call;
  const clock = handClock();
  const bot = new BotModel(call, '/w', { clock, random: () => 0.5, newMessageId: () => `id-${++id}` });
  const rows = () => (bot.state.value.name === 'ready' ? bot.state.value.recalled : []);
  const listed = () => (bot.state.value.name === 'ready' ? rows().length : undefined);
  const pass = async (ms: number) => {
    clock.pass(ms);
    await settle();
  };
  return { bot, asked, listed, rows, recalled, server, pass };
}

const named = (messageId: string) => ({ ...ANSWER, messageId: messageId as MessageId });
const isSeen = () => true;

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
  const { bot, listed, recalled, server, pass } = start([]);
  bot.follow(isSeen);
  await settle();
  recalled.push(named('n'));
  await pass(5_000);
  expect(listed()).toBe(2);
  const held = Promise.withResolvers<void>();
  server.hold = held.promise;
  await pass(5_000);
  await bot.settle(ANSWER.messageId);
  held.resolve(); // answered as it was before
  await settle();
  expect(listed()).toBe(1);
});

test('what is listed stays where others have seen to it, with what is being written there, until it is seen to here', async () => {
  const { bot, rows, recalled, pass } = start([
    undefined,
    new ApiError('stale', 'Written'),
    new ApiError('not_found', ''),
  ]);
  bot.follow(isSeen);
  await settle();
  recalled.splice(0, 1, { ...named('n'), seenSeq: 9 }, { ...ANSWER, seenSeq: 6 });
  await pass(5_000);
  expect(rows().map(({ messageId, seenSeq }) => [messageId, seenSeq])).toEqual([
    ['m', 4], // as it was when he began to write
    ['n', 9],
  ]);
  recalled.splice(0, 2);
  await pass(5_000);
  expect(rows()).toHaveLength(2);
  await bot.settle('n' as MessageId);
  expect(rows()).toEqual([ANSWER]);
  await expect(bot.correct(ANSWER, 'One')).rejects.toMatchObject({ code: 'stale' });
  expect(rows()).toEqual([ANSWER]);
  await bot.settle(ANSWER.messageId); // an article says it again
  expect(rows()).toEqual([]);
});

test('it is asked one question at a time, none where nobody looks, and more seldom where it fails', async () => {
  const { bot, listed, server, pass } = start([]);
  let isLookedAt = true;
  const held = Promise.withResolvers<void>();
  server.hold = held.promise;
  const end = bot.follow(() => isLookedAt);
  await pass(60_000);
  expect(server.reads).toBe(1);
  held.resolve();
  await settle();
  expect(listed()).toBe(1);
  isLookedAt = false;
  await pass(60_000);
  expect(server.reads).toBe(1);
  isLookedAt = true;
  server.isDown = true;
  for (let second = 0; second < 60; second += 1) await pass(1_000);
  expect(server.reads - 1).toBeGreaterThan(2);
  expect(server.reads - 1).toBeLessThan(8);
  expect(listed()).toBe(1);
  const before = server.reads;
  end();
  await pass(60_000);
  expect(server.reads).toBe(before);
});

test('an older answer never takes the place of a newer one', async () => {
  const { bot, rows, recalled, server } = start([]);
  const held = Promise.withResolvers<void>();
  server.hold = held.promise;
  const older = bot.load();
  server.hold = undefined;
  recalled.push(named('n'));
  await bot.load();
  held.resolve();
  await older;
  expect(rows().map(({ messageId }) => messageId)).toEqual(['m', 'n']);
});
