import type { AttachmentId, ThreadId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { handClock, settle } from '../../../test/hand-clock.ts';
import { id } from '../../../test/sample.ts';
import { MESSAGE_MAX_LENGTH } from '../../limits.ts';
import { DraftsModel } from '../../models/drafts-model.ts';
import { FilesModel } from '../../models/files-model.ts';
import { writtenIn } from './written.ts';

const threadId = id(1) as ThreadId;

function writing(text: string) {
  const drafts = new DraftsModel();
  drafts.write(threadId, 'message', text);
  return { drafts, written: (isAttaching = false) => writtenIn(drafts, threadId, isAttaching) };
}

test('words can be sent, but nothing or mere spaces cannot', () => {
  expect(writing('Hello').written().canSend).toBe(true);
  expect(writing('').written().canSend).toBe(false);
  expect(writing(' \n').written().canSend).toBe(false);
});

test('words that are too long cannot be sent, by how much is told', () => {
  const { written } = writing('x'.repeat(MESSAGE_MAX_LENGTH + 3));
  expect(written()).toMatchObject({ over: 3, canSend: false });
});

test('what a saved reply left open is named in a reply, and not in a note', () => {
  const { drafts, written } = writing('Your order {{visitor.name}} is on its way');
  expect(written().missing).toBe('{{visitor.name}}');
  drafts.write(threadId, 'note', 'The order {{visitor.name}} is lost');
  drafts.setMode(threadId, 'note');
  expect(written()).toMatchObject({ missing: undefined, canSend: true });
});

test('files are waited for, and can go without words', async () => {
  const { drafts, written } = writing('');
  const put = Promise.withResolvers<never>();
  const files = new FilesModel({
    clock: handClock(),
    random: () => 0.5,
    newId: () => id(2) as AttachmentId,
    put: () => () => put.promise,
  });
  drafts.attach(threadId, 'message', files);
  expect(written(true)).toMatchObject({ areFilesHere: false, canSend: false });

  files.add([new File(['words'], 'a.txt')]);
  expect(written()).toMatchObject({ areFilesHere: false, hasFailedFile: false, canSend: false });

  put.resolve({ id: id(2) } as never);
  await settle();
  expect(written()).toMatchObject({ areFilesHere: true, canSend: true });
});

test('a file that came to nothing is told', () => {
  const { drafts, written } = writing('Here it is');
  const files = new FilesModel({
    clock: handClock(),
    random: () => 0.5,
    newId: () => id(2) as AttachmentId,
    put: never,
  });
  files.refuse(new File([], 'empty.txt'), new Error('empty'));
  drafts.attach(threadId, 'message', files);
  expect(written()).toMatchObject({ hasFailedFile: true, canSend: false });
});

function never(): never {
  throw new Error('Nothing is put');
}
