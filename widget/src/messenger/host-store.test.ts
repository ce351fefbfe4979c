import type { MessageId } from '@everthread/shared/models/ids';
import { expect, test, vi } from 'vitest';
import { hostPage } from '../../test/host-page.ts';
import { PLAIN, UNSENT } from '../channel.ts';
import { hostStore } from './host-store.ts';

const name = 'everthread:w';
const line = `${name}${UNSENT}`;
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as MessageId;
const message = (n: number, text = `message ${n}`) => ({ id: id(n), text });
const keyOf = (letter: string) => letter.repeat(43);

function store(page = hostPage()) {
  const tab = () => hostStore(page.tab(), 'w', (work) => work());
  const texts = async (one = tab()) =>
    (await one.load()).map(({ item, isFailed }) => `${item.text}${isFailed ? ' failed' : ''}`);
  return { page, tab, texts };
}

test('what is kept comes back in the order of writing, whichever tab wrote it', async () => {
  const { tab, texts } = store();
  const [one, two] = [tab(), tab()];
  await one.keep(message(9), false);
  await two.keep(message(1), false);
  await one.keep(message(5), false);
  expect(await texts()).toEqual(['message 9', 'message 1', 'message 5']);
});

test('all of a message comes back', async () => {
  const { tab } = store();
  const whole = { ...message(1), quoteId: id(7), attachmentIds: ['a'] } as never;
  await tab().keep(whole, false);
  expect(await tab().load()).toEqual([{ item: whole, isFailed: false }]);
});

test('what is refused stays in its place; what is sent or given up goes', async () => {
  const { page, tab, texts } = store();
  const one = tab();
  for (const n of [1, 2, 3]) await one.keep(message(n), false);
  await one.keep(message(2), true);
  expect(await texts()).toEqual(['message 1', 'message 2 failed', 'message 3']);
  await one.drop(message(1));
  await tab().drop(message(2));
  expect(await texts()).toEqual(['message 3']);
  await one.drop(message(3));
  expect(page.kept()).toEqual({});
});

test('what the loader kept before the messenger came is a message like any other', async () => {
  const { page, tab, texts } = store();
  page.put({ [`${line}1000000:${id(1)}`]: `${PLAIN}{"text":"no JSON"}`, [`${line}1000001:${id(2)}`]: `${PLAIN}two` });
  await tab().keep(message(3), false);
  expect(await texts()).toEqual(['{"text":"no JSON"}', 'two', 'message 3']);
});

test('another person’s is thrown away; what was written before there was a key is whoever’s has it now', async () => {
  const { page, tab, texts } = store();
  await tab().keep(message(1, 'before the key'), false);
  page.put({ ...page.kept(), [name]: keyOf('a') });
  await tab().keep(message(2, 'with the key of a'), false);
  expect(await texts()).toEqual(['before the key', 'with the key of a']);
  page.put({ ...page.kept(), [name]: keyOf('b') });
  expect(await texts()).toEqual(['before the key']);
  expect(Object.keys(page.kept())).toHaveLength(2);
});

test.each(['', 'nonsense', '[]', 'null', '{"text":1}', '1'])(
  'what somebody else has put there is passed over: %s',
  async (value) => {
    const { page, tab, texts } = store();
    page.put({ [`${line}1000000:${id(1)}`]: value, [`${line}`]: value });
    await tab().keep(message(2), false);
    expect(await texts()).toEqual(['message 2']);
  },
);

test('tabs hear of each other’s changes, until they no longer want to', async () => {
  const { tab } = store();
  const [one, two] = [tab(), tab()];
  const heard = vi.fn();
  const unwatch = one.watch(heard);
  await two.keep(message(1), false);
  expect(heard).toHaveBeenCalledOnce();
  unwatch();
  await two.drop(message(1));
  expect(heard).toHaveBeenCalledOnce();
});
