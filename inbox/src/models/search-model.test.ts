import type { Search, SearchAnswer } from '@everthread/shared/models/search';
import { expect, test, vi } from 'vitest';
import { handClock } from '../../test/hand-clock.ts';
import { SearchModel } from './search-model.ts';

const nothing: SearchAnswer = { visitors: [], topics: [], messages: [], next: null };
const hit = (messageId: string) => ({ messageId }) as SearchAnswer['messages'][number];

function underTest() {
  const clock = handClock();
  const asked: { search: Search; answer(found: Partial<SearchAnswer>): void; fail(): void }[] = [];
  const model = new SearchModel(
    (search) =>
      new Promise((resolve, reject) => {
        asked.push({
          search,
          answer: (found) => resolve({ ...nothing, ...found }),
          fail: () => reject(new Error('no')),
        });
      }),
    clock,
  );
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve));
  return { model, asked, clock, settle };
}

test('it asks once the fingers rest, and only for the last', async () => {
  const { model, asked, clock, settle } = underTest();
  model.type('re');
  clock.pass(100);
  model.type('ref');
  clock.pass(120);
  expect(asked.map(({ search }) => search.text)).toEqual(['ref']);
  asked[0]?.answer({ messages: [hit('a')] });
  await settle();
  expect([model.state.value, model.answer.value?.messages.length]).toEqual(['ready', 1]);
});

test('an answer that comes too late changes nothing', async () => {
  const { model, asked, clock, settle } = underTest();
  model.type('one');
  clock.pass(120);
  model.type('two');
  asked[0]?.answer({ messages: [hit('one')] });
  await settle();
  expect([model.state.value, model.answer.value]).toEqual(['loading', undefined]);
  clock.pass(120);
  asked[1]?.answer({ messages: [hit('two')] });
  await settle();
  expect(model.answer.value?.messages).toEqual([hit('two')]);
});

test('Enter behind the last letter opens what it finds, once that is there', async () => {
  const { model, asked, clock, settle } = underTest();
  const opened: number[] = [];
  const enter = () => model.whenReady(() => opened.push(model.answer.peek()?.messages.length ?? 0));
  model.type('refund');
  enter();
  clock.pass(120);
  expect(opened).toEqual([]);
  asked[0]?.answer({ messages: [hit('a')] });
  await settle();
  expect(opened).toEqual([1]);
  enter();
  expect(opened).toEqual([1, 1]);
});

test('Enter that was pressed for other words opens nothing, nor where nothing could be found', async () => {
  const { model, asked, clock, settle } = underTest();
  const opened: string[] = [];
  model.type('ref');
  model.whenReady(() => opened.push('ref'));
  model.type('tea');
  clock.pass(120);
  asked[0]?.answer({});
  await settle();
  model.type('pot');
  model.whenReady(() => opened.push('pot'));
  clock.pass(120);
  asked[1]?.fail();
  await settle();
  model.whenReady(() => opened.push('pot'));
  model.type('lid');
  clock.pass(120);
  asked[2]?.answer({});
  await settle();
  expect(opened).toEqual([]);
});

test('what goes wrong as a result is opened is no failed search, and is not done again', async () => {
  const { model, asked, clock } = underTest();
  model.type('ref');
  clock.pass(120);
  const act = vi.fn(() => {
    throw new Error('No such place');
  });
  const search = model.ask();
  model.whenReady(act);
  asked[1]?.answer({ messages: [hit('a')] });
  await expect(search).rejects.toThrow('No such place');
  expect([model.state.value, model.error.value]).toEqual(['ready', undefined]);
  void model.ask();
  asked[2]?.answer({});
  await vi.waitFor(() => expect(model.state.value).toBe('ready'));
  expect(act).toHaveBeenCalledOnce();
});

test('nothing typed finds nothing and asks nobody', async () => {
  const { model, asked, clock } = underTest();
  model.type('a');
  model.type('  ');
  clock.pass(1_000);
  expect([asked.length, model.state.value]).toEqual([0, 'idle']);
});

test('what failed can be asked again', async () => {
  const { model, asked, clock, settle } = underTest();
  model.type('ref');
  clock.pass(120);
  asked[0]?.fail();
  await settle();
  expect(model.state.value).toBe('failed');
  void model.ask();
  asked[1]?.answer({});
  await settle();
  expect(model.state.value).toBe('ready');
});

test('older results come after those that are there; with other filters all is anew', async () => {
  const { model, asked, settle } = underTest();
  model.narrow({ in: 'notes' });
  asked[0]?.answer({ messages: [hit('a')], next: '7' });
  await settle();
  void model.askOlder();
  expect(asked[1]?.search).toEqual({ text: '', filters: { in: 'notes' }, next: '7' });
  asked[1]?.answer({ messages: [hit('b')] });
  await settle();
  expect(model.answer.value?.messages.map(({ messageId }) => messageId)).toEqual(['a', 'b']);
  model.narrow({});
  expect([model.state.value, model.answer.value]).toEqual(['idle', undefined]);
});
