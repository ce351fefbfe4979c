import type { MessageId } from '@everthread/shared/models/ids';
import type { Message } from '@everthread/shared/models/message';
import { expect, test, vi } from 'vitest';
import { ApiError } from '../request.ts';
import { ComposerModel, type PendingFile } from './composer-model.ts';
import { editMessage, hasUnstored } from './edit-message.ts';

const message = { id: 'm1' as MessageId, text: 'old words' } as Message;
const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A message is being edited, and the server answers when a test says so. */
function begin() {
  const composer = new ComposerModel({ send: vi.fn(), typed: vi.fn() });
  const answers: PromiseWithResolvers<void>[] = [];
  const thread = {
    edit: vi.fn(() => {
      const answer = Promise.withResolvers<void>();
      answers.push(answer);
      return answer.promise;
    }),
    noteTrouble: vi.fn(),
  };
  const edit = (of = message) => editMessage(composer, thread, of);
  edit();
  const refuse = async (status = 0) => {
    answers.shift()?.reject(new ApiError(status, 'no'));
    await settle();
  };
  const store = async () => {
    answers.shift()?.resolve();
    await settle();
  };
  const state = () => [composer.draft.value, composer.aim.value.name, composer.hasFailed.value];
  return { answers, composer, thread, edit, refuse, store, state };
}

test('an edit that changes nothing asks nobody; one that fails comes back', async () => {
  const { composer, thread, edit, refuse, state } = begin();
  composer.send();
  expect(thread.edit).not.toHaveBeenCalled();
  edit();
  composer.write('new words');
  composer.send();
  expect(thread.edit.mock.calls).toEqual([['m1', 'new words']]);
  await refuse();
  expect(state()).toEqual(['new words', 'edit', true]);
  expect(thread.noteTrouble).not.toHaveBeenCalled();
});

test('one that fails leaves a message that is being written alone, and is there when that one is edited again', async () => {
  const { composer, thread, edit, refuse, state } = begin();
  composer.write('new words');
  composer.send();
  composer.write('By the way, wh');
  await refuse();
  expect(state()).toEqual(['By the way, wh', 'new', false]);
  expect(thread.noteTrouble).toHaveBeenCalledOnce();
  composer.write('By the way, where is it?');
  edit();
  expect(state()).toEqual(['new words', 'edit', true]);
  composer.cancelAim();
  expect(state()).toEqual(['By the way, where is it?', 'new', false]);
  edit();
  expect(state()).toEqual(['old words', 'edit', false]);
});

test.each(['an answer to a message', 'a file', 'another edit'])('nor does it take the place of %s', async (what) => {
  const { composer, thread, edit, refuse } = begin();
  composer.write('new words');
  composer.send();
  const other = { id: 'm2' as MessageId, text: 'other words' } as Message;
  if (what === 'an answer to a message') composer.aimAt({ name: 'quote', message: other });
  else if (what === 'another edit') edit(other);
  else composer.putFile({ state: { name: 'stored' }, again() {}, cancel() {} } as unknown as PendingFile);
  const before = [composer.draft.value, composer.aim.value];
  await refuse();
  expect([composer.draft.value, composer.aim.value]).toEqual(before);
  expect(thread.noteTrouble).toHaveBeenCalledOnce();
  composer.cancelAim();
  edit();
  expect(composer.draft.value).toBe('new words');
});

test('what can be tried again is said to wait, until it is', async () => {
  const { composer, edit, refuse } = begin();
  expect(hasUnstored(composer, message.id)).toBe(false);
  composer.write('new words');
  composer.send();
  composer.write('By the way');
  await refuse();
  expect(hasUnstored(composer, message.id)).toBe(true);
  edit();
  expect(hasUnstored(composer, message.id)).toBe(false);
});

test.each([403, 404, 409])('what is refused for good (%i) goes before what is being written', async (status) => {
  const { composer, thread, refuse, state } = begin();
  composer.write('new words');
  composer.send();
  composer.write('By the way, wh');
  await refuse(status);
  expect(state()).toEqual(['new words\nBy the way, wh', 'new', false]);
  expect(hasUnstored(composer, message.id)).toBe(false);
  expect(thread.noteTrouble).toHaveBeenCalledOnce();
});

test('and another edit that is being written goes on meanwhile', async () => {
  const { composer, edit, refuse, state } = begin();
  composer.write('new words');
  composer.send();
  composer.write('By the way');
  edit({ id: 'm2' as MessageId, text: 'other words' } as Message);
  composer.write('other words, as');
  await refuse(403);
  expect(state()).toEqual(['other words, as', 'edit', false]);
  expect(composer.aim.value).toMatchObject({ message: { id: 'm2' } });
  composer.cancelAim();
  expect(state()).toEqual(['new words\nBy the way', 'new', false]);
});

test.each(['before', 'after'])(
  'of two edits of one message the later counts, where the earlier fails %s it',
  async (when) => {
    const { answers, composer, thread, edit, refuse, store, state } = begin();
    composer.write('one');
    composer.send();
    edit();
    composer.write('two');
    composer.send();
    const [first, second] = when === 'before' ? [refuse, store] : [store, refuse];
    if (when === 'after') answers.reverse();
    await first();
    await second();
    expect(state()).toEqual(['', 'new', false]);
    expect(hasUnstored(composer, message.id)).toBe(false);
    expect(thread.noteTrouble).not.toHaveBeenCalled();
  },
);
