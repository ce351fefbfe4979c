import type { Attachment } from '@everthread/shared/models/attachment';
import type { MessageId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import type { Scheduled } from '@everthread/shared/models/scheduled';
import { describe, expect, test, vi } from 'vitest';
import { handClock, settle } from '../../test/hand-clock.ts';
import { at, id, messageId, sampleAgent, sampleMessage, sampleTopic, threadId } from '../../test/sample.ts';
import { ApiError } from '../api/api-error.ts';
import { ThreadModel } from './thread-model.ts';

type Api = ConstructorParameters<typeof ThreadModel>[1];

const nobody = { visitor: 0, team: 0 };

const thread = (rev: number, seqs: number[], hasEarlier = false) => ({
  id: threadId(1),
  rev,
  hasEarlier,
  messages: seqs.map((seq) => sampleMessage(seq)),
  topics: [sampleTopic(1, { rev })],
  seen: nobody,
  events: [],
  scheduled: [],
  visitor: { id: 'v' } as never,
});

const waiting = (change: Partial<Scheduled>): Scheduled => ({
  id: messageId(501),
  threadId: threadId(1),
  rev: 1,
  state: 'waiting',
  agent: { id: sampleAgent.id, name: sampleAgent.name },
  isHeld: true,
  dueAt: at(5),
  seenSeq: 2,
  words: null,
  ...change,
});

const changed = (id: MessageId, change: Partial<TeamMessage>) => ({
  message: sampleMessage(2, { id, rev: 60, author: sampleAgent, ...change }),
  topic: sampleTopic(1, { rev: 60 }),
});

function start(api: Partial<Api> = {}) {
  const clock = handClock();
  let ids = 500;
  const send = vi.fn<Api['send']>(async (_, kind, { id, text }) => ({
    message: sampleMessage(50, { id, text, kind, author: sampleAgent }),
    topic: sampleTopic(1, { rev: 50, lastSeq: 50 }),
  }));
  const schedule = vi.fn<Api['schedule']>(async (_, { id, text, seenSeq }) =>
    waiting({ id, seenSeq, words: { text, quote: null, attachments: [] } }),
  );
  const model = new ThreadModel(
    threadId(1),
    {
      thread: vi.fn(async () => thread(2, [1, 2])),
      changes: vi.fn(async (_, after) => ({
        rev: after,
        messages: [],
        topics: [],
        seen: nobody,
        events: [],
        scheduled: [],
        more: false,
      })),
      history: vi.fn(async () => ({ messages: [], events: [], hasEarlier: false })),
      send,
      edit: vi.fn(async (_, id, text) => changed(id, { text, editedAt: at(9) })),
      remove: vi.fn(async (_, id) => changed(id, { text: '', deletedAt: at(9) })),
      versions: vi.fn(async () => []),
      links: vi.fn(async () => []),
      schedule,
      changeScheduled: vi.fn(async () => waiting({ rev: 2 })),
      takeScheduled: vi.fn(async () => waiting({ rev: 2, state: 'returned' })),
      cancelScheduled: vi.fn(async () => waiting({ rev: 2, state: 'cancelled' })),
      threadPath: (id) => `/${id}`,
      ...api,
    },
    { clock, random: () => 0.5, newId: () => messageId(++ids) },
  );
  const texts = () => model.timeline.value.sent.map(({ text }) => text);
  const unsent = () => model.timeline.value.unsent.map(({ text, state }) => `${text} ${state}`);
  return { model, clock, send, schedule, texts, unsent };
}

test('a message is on screen at once and is the same one when the server has it', async () => {
  const { model, texts, unsent } = start();
  await model.load();
  const sending = model.send('message', 'Hello');
  expect(unsent()).toEqual(['Hello sending']);
  await sending;
  expect(unsent()).toEqual([]);
  expect(texts()).toEqual(['Message 1', 'Message 2', 'Hello']);
});

test('a passing failure is tried again with the same id', async () => {
  const { model, clock, send, unsent } = start();
  await model.load();
  send.mockRejectedValueOnce(new ApiError('offline', '')).mockRejectedValueOnce(new ApiError('unavailable', ''));
  void model.send('message', 'Hello');
  for (let tries = 0; tries < 3; tries++) {
    await settle();
    clock.pass(30_000);
  }
  await settle();
  expect(send.mock.calls.map(([, , { id }]) => id)).toEqual([messageId(501), messageId(501), messageId(501)]);
  expect(unsent()).toEqual([]);
});

test('without a network a message waits as long as it takes, and goes the moment the connection is back', async () => {
  const { model, clock, send, unsent } = start();
  await model.load();
  send.mockRejectedValue(new ApiError('offline', ''));
  void model.send('message', 'Hello');
  for (let tries = 0; tries < 40; tries++) {
    await settle();
    clock.pass(30_000);
  }
  await settle();
  expect(unsent()).toEqual(['Hello sending']);
  send.mockReset().mockResolvedValue({
    message: sampleMessage(3, { id: messageId(501) }),
    topic: sampleTopic(1, { rev: 3 }),
  });
  model.sendNow();
  await settle();
  expect(unsent()).toEqual([]);
});

test('a server that keeps failing is not asked for ever', async () => {
  const { model, clock, send, unsent } = start();
  await model.load();
  send.mockRejectedValue(new ApiError('internal', ''));
  void model.send('message', 'Hello');
  for (let tries = 0; tries < 40; tries++) {
    await settle();
    clock.pass(30_000);
  }
  expect(unsent()).toEqual(['Hello failed']);
});

test('what the server refuses is shown as failed, and the rest goes', async () => {
  const { model, send, unsent, texts } = start();
  await model.load();
  send.mockRejectedValueOnce(new ApiError('invalid', 'Too long'));
  await Promise.all([model.send('message', 'First'), model.send('note', 'Second')]);
  await settle();
  expect(unsent()).toEqual(['First failed']);
  expect(texts()).toContain('Second');
  await model.retry(messageId(501));
  expect(unsent()).toEqual([]);
});

test('messages go one after the other, in the order in which they were written', async () => {
  const first = Promise.withResolvers<Awaited<ReturnType<Api['send']>>>();
  const { model, send } = start();
  await model.load();
  send.mockReturnValueOnce(first.promise);
  void model.send('message', 'One');
  void model.send('message', 'Two');
  await settle();
  expect(send).toHaveBeenCalledTimes(1);
  first.resolve({ message: sampleMessage(3, { id: messageId(501) }), topic: sampleTopic(1, { rev: 3 }) });
  await settle();
  expect(send).toHaveBeenCalledTimes(2);
});

test('a failed message can be taken back into the composer', async () => {
  const { model, send, unsent } = start();
  send.mockRejectedValueOnce(new ApiError('invalid', 'No'));
  await model.send('message', 'Words');
  expect(model.withdraw(messageId(501))).toBe('Words');
  expect(unsent()).toEqual([]);
});

test('news that was missed while the thread was on its way is fetched once it is here', async () => {
  const answer = Promise.withResolvers<ReturnType<typeof thread>>();
  const changes = vi.fn<Api['changes']>(async () => ({
    rev: 3,
    messages: [sampleMessage(3)],
    topics: [],
    seen: nobody,
    events: [],
    scheduled: [],
    more: false,
  }));
  const { model, texts } = start({ thread: () => answer.promise, changes });
  const loading = model.load();
  await model.catchUp();
  answer.resolve(thread(2, [1, 2]));
  await loading;
  expect(changes).toHaveBeenCalledWith(threadId(1), 2);
  expect(texts()).toEqual(['Message 1', 'Message 2', 'Message 3']);
});

test('catching up goes on until there is no more', async () => {
  const changes = vi.fn<Api['changes']>(async (_, after) => ({
    rev: after + 1,
    messages: [sampleMessage(after + 1)],
    topics: [],
    seen: nobody,
    events: [],
    scheduled: [],
    more: after < 4,
  }));
  const { model, texts } = start({ changes });
  await model.load();
  await model.catchUp();
  expect(texts()).toEqual([1, 2, 3, 4, 5].map((seq) => `Message ${seq}`));
});

test('earlier messages come before the others', async () => {
  const { model, texts } = start({
    thread: async () => thread(4, [3, 4], true),
    history: async () => ({ messages: [sampleMessage(1), sampleMessage(2)], events: [], hasEarlier: false }),
  });
  await model.load();
  expect(model.hasEarlier.value).toBe(true);
  await model.loadEarlier();
  expect(texts()).toEqual([1, 2, 3, 4].map((seq) => `Message ${seq}`));
  expect(model.hasEarlier.value).toBe(false);
});

test.each([
  ['not_found', 'missing'],
  ['unavailable', 'failed'],
] as const)('a thread that answers %s is %s', async (code, state) => {
  const { model } = start({ thread: () => Promise.reject(new ApiError(code, '')) });
  await model.load();
  expect(model.state.value).toBe(state);
});

describe('what goes with the words', () => {
  const quote = { id: messageId(1), seq: 1, by: 'visitor', text: 'Message 1' } as const;
  const file = { id: id(70), name: 'a.png', type: 'image/png', size: 9, width: 4, height: 3 } as Attachment;

  test('a quote and files are sent by their ids, and are on screen meanwhile', async () => {
    const { model, send } = start();
    await model.load();
    const sending = model.send('note', '', { quote, attachments: [file] });
    expect(model.extrasOf(messageId(501))).toEqual({ quote, attachments: [file] });
    await sending;
    expect(send).toHaveBeenCalledWith(threadId(1), 'note', {
      id: messageId(501),
      text: '',
      quoteId: quote.id,
      attachmentIds: [file.id],
    });
    expect(model.extrasOf(messageId(501))).toEqual({});
  });

  test('a message without them says nothing of them', async () => {
    const { model, send } = start();
    await model.send('message', 'Hello', { quote: undefined, attachments: [] });
    expect(send.mock.calls[0]?.[2]).toEqual({ id: messageId(501), text: 'Hello', seenSeq: 0 });
  });
});

describe("one's own words", () => {
  const shown = (model: ThreadModel) => model.sent.value.map(({ text, deletedAt }) => (deletedAt ? '–' : text));

  test('an edit is on screen at once', async () => {
    const answer = Promise.withResolvers<ReturnType<typeof changed>>();
    const { model } = start({ edit: () => answer.promise });
    await model.load();
    const editing = model.edit(messageId(2), 'Other words');
    expect(shown(model)).toEqual(['Message 1', 'Other words']);
    answer.resolve(changed(messageId(2), { text: 'Other words', editedAt: at(9) }));
    await editing;
    expect(shown(model)).toEqual(['Message 1', 'Other words']);
    expect(model.timeline.value.sent.at(-1)?.editedAt).toBe(at(9));
  });

  test('a refused edit is taken back', async () => {
    const { model } = start({ edit: () => Promise.reject(new ApiError('forbidden', 'Too late')) });
    await model.load();
    await expect(model.edit(messageId(2), 'Other words')).rejects.toThrow('Too late');
    expect(shown(model)).toEqual(['Message 1', 'Message 2']);
  });

  test('a deletion leaves its place', async () => {
    const { model } = start();
    await model.load();
    const removing = model.remove(messageId(2));
    expect(shown(model)).toEqual(['Message 1', '–']);
    await removing;
    expect(shown(model)).toEqual(['Message 1', '–']);
  });
});

describe('receipts', () => {
  test('come with the thread and go only forward', async () => {
    const { model } = start({ thread: async () => ({ ...thread(2, [1, 2]), seen: { visitor: 1, team: 2 } }) });
    await model.load();
    expect(model.seen.value).toEqual({ visitor: 1, team: 2 });
    model.receiveReceipt({ visitor: 2, team: 2 });
    model.receiveReceipt({ visitor: 1, team: 1 });
    expect(model.seen.value).toEqual({ visitor: 2, team: 2 });
  });
});

describe('looking for a message', () => {
  test('it is brought out of history', async () => {
    const history = vi
      .fn<Api['history']>()
      .mockResolvedValueOnce({ messages: [sampleMessage(3), sampleMessage(4)], events: [], hasEarlier: true })
      .mockResolvedValueOnce({ messages: [sampleMessage(1), sampleMessage(2)], events: [], hasEarlier: false });
    const { model } = start({ thread: async () => thread(6, [5, 6], true), history });
    void model.load();
    expect(await model.seek(messageId(1))).toBe(true);
    expect(model.sought.value).toEqual({ id: messageId(1) });
    expect(history).toHaveBeenCalledTimes(2);
  });

  test('one that is not there is not looked for for ever', async () => {
    const { model } = start();
    await model.load();
    expect(await model.seek(messageId(99))).toBe(false);
  });

  test('nor where history does not come', async () => {
    const history = vi.fn<Api['history']>().mockRejectedValue(new ApiError('unavailable', ''));
    const { model } = start({ thread: async () => thread(6, [5, 6], true), history });
    await model.load();
    expect(await model.seek(messageId(1))).toBe(false);
    expect(history).toHaveBeenCalledTimes(1);
  });
});

test('a reply that was written on an old state is kept with what came in between, and goes once that is seen', async () => {
  const { model, send, texts, unsent } = start({ changes: vi.fn(async () => ({ ...thread(3, [3]), more: false })) });
  await model.load();
  const between = [sampleMessage(3)];
  send.mockRejectedValueOnce(new ApiError('stale', 'Read it', { answer: { between } }));
  await model.send('message', 'Which one?');
  expect(send.mock.calls[0]?.[2]).toMatchObject({ text: 'Which one?', seenSeq: 2 });
  expect(model.between.value.get(messageId(501))).toEqual(between);
  expect(unsent()).toEqual(['Which one? failed']);
  await settle();
  expect(texts()).toEqual(['Message 1', 'Message 2', 'Message 3']);
  await model.retry(messageId(501));
  expect(send.mock.calls[1]?.[2]).toMatchObject({ id: messageId(501), seenSeq: 3 });
  expect(model.between.value.size).toBe(0);
});

test('a note does not say what was seen: it is never refused for it', async () => {
  const { model, send } = start();
  await model.load();
  await model.send('note', 'For us');
  expect(send.mock.calls[0]?.[2]).not.toHaveProperty('seenSeq');
});

test('a reply that is to be held waits on the server, until its message comes', async () => {
  const { model, send, schedule, unsent } = start();
  await model.load();
  await model.send('message', 'Hello', { release: { holdSeconds: 10 } });
  expect(send).not.toHaveBeenCalled();
  expect(schedule.mock.calls[0]?.[1]).toEqual({
    id: messageId(501),
    text: 'Hello',
    seenSeq: 2,
    release: { holdSeconds: 10 },
  });
  expect(unsent()).toEqual([]);
  expect(model.waiting.shown.value).toMatchObject([{ id: messageId(501), words: { text: 'Hello' } }]);
  model.receiveMessage(sampleMessage(3, { id: messageId(501), text: 'Hello' }), sampleTopic(1, { rev: 3 }));
  expect(model.waiting.shown.value).toEqual([]);
});

test('a note is never held', async () => {
  const { model, send, schedule } = start();
  await model.load();
  await model.send('note', 'For us', { release: { holdSeconds: 10 } });
  expect([send.mock.calls.length, schedule.mock.calls.length]).toEqual([1, 0]);
});

test('a message is sought also before the thread has begun to come, and among what came since', async () => {
  const news = {
    rev: 3,
    messages: [sampleMessage(3)],
    topics: [],
    seen: nobody,
    events: [],
    scheduled: [],
    more: false,
  };
  const { model } = start({ changes: vi.fn(async () => news) });
  const found = model.seek(messageId(3));
  await settle();
  await model.load();
  expect(await found).toBe(true);
  expect(model.sought.value).toEqual({ id: messageId(3) });
});

test('a message is sought through history also while the list is fetching a page of it by itself', async () => {
  const page = Promise.withResolvers<Awaited<ReturnType<Api['history']>>>();
  const { model } = start({ thread: async () => thread(9, [8, 9], true), history: () => page.promise });
  await model.load();
  void model.loadEarlier();
  const found = model.seek(messageId(3));
  await settle();
  page.resolve({ messages: [3, 4, 5, 6, 7].map((seq) => sampleMessage(seq)), events: [], hasEarlier: false });
  expect(await found).toBe(true);
});

test('where the visitor is said to be does not come late over what a frame has told since', async () => {
  const answers = [thread(2, [1, 2]), { ...thread(2, [1, 2]), visitor: { id: 'v', name: 'Old' } as never }];
  const { model } = start({ thread: async () => answers.shift() as ReturnType<typeof thread> });
  await model.load();
  const refreshed = model.refreshVisitor();
  model.receiveVisitor({ id: 'v', name: 'New' } as never);
  await refreshed;
  expect(model.visitor.value).toMatchObject({ name: 'New' });
});
