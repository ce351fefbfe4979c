import type { AttachmentId, MessageId } from '@everthread/shared/models/ids';
import type { Message } from '@everthread/shared/models/message';
import { expect, test, vi } from 'vitest';
import { ComposerModel, type PendingFile } from './composer-model.ts';

const message = { id: 'm1' as MessageId, text: 'old words' } as Message;

function composer() {
  const parts = { send: vi.fn(), typed: vi.fn() };
  const model = new ComposerModel(parts);
  const file = (id: string, state: PendingFile['state']['name']) =>
    model.putFile({
      id: id as AttachmentId,
      file: {} as File,
      state: { name: state } as PendingFile['state'],
      again() {},
      cancel: vi.fn(),
    });
  return {
    parts,
    model,
    file,
    note: (id: string, name: string) => model.noteFile(id as AttachmentId, { name } as PendingFile['state']),
  };
}
const settle = () => new Promise((resolve) => setTimeout(resolve));

test('a quote goes with the next message, and no further', () => {
  const { model, parts } = composer();
  model.aimAt({ name: 'quote', message });
  model.write('yes');
  model.send();
  model.write('and');
  model.send();
  expect(parts.send.mock.calls).toEqual([
    ['yes', { quoteId: 'm1' }],
    ['and', {}],
  ]);
});

test('editing begins with the old words, and gives back what was being written', () => {
  const { model } = composer();
  const save = vi.fn();
  model.write('half');
  model.aimAt({ name: 'edit', message, save });
  expect(model.draft.value).toBe('old words');
  model.write('new words');
  model.send();
  expect(save.mock.calls).toEqual([['new words']]);
  expect([model.draft.value, model.aim.value.name]).toEqual(['half', 'new']);
});

test('a file alone is a message; one that failed holds it back until it is taken away', () => {
  const { model, parts, file } = composer();
  file('f1', 'stored');
  file('f2', 'failed');
  expect(model.canSend.value).toBe(false);
  model.dropFile('f2' as AttachmentId);
  model.send();
  expect(parts.send.mock.calls).toEqual([['', { attachmentIds: ['f1'] }]]);
  expect(model.files.value).toEqual([]);
});

test('what is sent while files are under way, or still being brought, waits for them', async () => {
  const { model, parts, file, note } = composer();
  let isBrought = () => {};
  const bringing = model.expectFiles(
    () =>
      new Promise((resolve) => {
        isBrought = resolve;
      }),
  );
  model.write('look');
  model.send();
  expect(parts.send).not.toHaveBeenCalled();
  file('f1', 'sending');
  isBrought();
  await bringing;
  await settle();
  expect(parts.send).not.toHaveBeenCalled();
  note('f1', 'stored');
  await settle();
  expect(parts.send.mock.calls).toEqual([['look', { attachmentIds: ['f1'] }]]);
});

test.each(['writes on', 'turns to another message'])(
  'who %s while files are under way sends when he says so',
  async (what) => {
    const { model, parts, file, note } = composer();
    file('f1', 'sending');
    model.write('look');
    model.send();
    expect(model.isAwaitingFiles.value).toBe(true);
    if (what === 'writes on') model.write('look at th');
    else {
      model.aimAt({ name: 'edit', message, save: vi.fn() });
      model.write('old wor');
    }
    note('f1', 'stored');
    await settle();
    expect(parts.send).not.toHaveBeenCalled();
    model.cancelAim();
    model.write('look at this');
    model.send();
    expect(parts.send.mock.calls).toEqual([['look at this', { attachmentIds: ['f1'] }]]);
  },
);

test('a letter is told as typing, an emptied field is not', () => {
  const { model, parts } = composer();
  model.write('a');
  model.write('');
  expect(parts.typed).toHaveBeenCalledTimes(1);
});

test('what was refused comes back before what is being written, with what it answered to', () => {
  const { model, parts } = composer();
  model.write('now');
  model.rewrite('refused', message);
  expect(model.draft.value).toBe('refused\nnow');
  model.send();
  expect(parts.send.mock.calls).toEqual([['refused\nnow', { quoteId: 'm1' }]]);
});

test('what was refused does not get into an edit, nor under another quote', () => {
  const { model, parts } = composer();
  model.write('half');
  model.aimAt({ name: 'edit', message, save: vi.fn() });
  model.rewrite('refused');
  expect([model.draft.value, model.aim.value.name]).toEqual(['refused\nhalf', 'new']);
  model.aimAt({ name: 'quote', message: { ...message, id: 'm2' as MessageId } });
  model.rewrite('again', message);
  model.send();
  expect(parts.send.mock.calls).toEqual([['again\nrefused\nhalf', { quoteId: 'm2' }]]);
});
