import type { PutFile } from '@everthread/shared/client/upload';
import type { Attachment } from '@everthread/shared/models/attachment';
import type { AttachmentId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { handClock, settle } from '../../test/hand-clock.ts';
import { id } from '../../test/sample.ts';
import { FilesModel } from './files-model.ts';

function start() {
  const puts: (PromiseWithResolvers<Attachment> & { id: AttachmentId; onPart: (part: number) => void })[] = [];
  let ids = 0;
  const model = new FilesModel({
    clock: handClock(),
    random: () => 0.5,
    newId: () => id(++ids) as AttachmentId,
    put:
      (fileId): PutFile =>
      (_signal, onPart) => {
        const put = Object.assign(Promise.withResolvers<Attachment>(), { id: fileId, onPart });
        puts.push(put);
        return put.promise;
      },
  });
  const states = () => model.files.value.map(({ state }) => state.name);
  return { model, puts, states };
}

const file = (name: string) => new File(['words'], name);
const stored = (fileId: AttachmentId): Attachment => ({
  id: fileId,
  name: 'a.txt',
  type: 'text/plain',
  size: 5,
  width: null,
  height: null,
});

test('several files go at once, and are handed over when they are there', async () => {
  const { model, puts, states } = start();
  model.add([file('a.txt'), file('b.txt')]);
  puts[0]?.onPart(0.5);
  expect(model.files.value[0]?.state).toEqual({ name: 'sending', part: 0.5 });
  expect(model.isWhole.value).toBe(false);
  for (const put of puts) put.resolve(stored(put.id));
  await settle();
  expect(model.isWhole.value).toBe(true);
  expect(model.take().map(({ id }) => id)).toEqual(puts.map(({ id }) => id));
  expect(states()).toEqual([]);
});

test('a refused file can be tried again, under its own id', async () => {
  const { model, puts, states } = start();
  model.add([file('a.txt')]);
  puts[0]?.reject(Object.assign(new Error('No'), { status: 413 }));
  await settle();
  expect(states()).toEqual(['failed']);
  const [failed] = model.files.value;
  if (failed) model.again(failed.id);
  expect(puts.map(({ id }) => id)).toEqual([failed?.id, failed?.id]);
  puts[1]?.resolve(stored(puts[1].id));
  await settle();
  expect(states()).toEqual(['stored']);
});

test('a file that is taken away says nothing more', async () => {
  const { model, puts, states } = start();
  model.add([file('a.txt')]);
  const [first] = model.files.value;
  if (first) model.remove(first.id);
  puts[0]?.resolve(stored(puts[0].id));
  await settle();
  expect(states()).toEqual([]);
  expect(model.take()).toEqual([]);
});

test('what cannot be sent keeps the others from going without it', () => {
  const { model } = start();
  model.refuse(file('huge.iso'), new Error('Too large'));
  expect(model.isWhole.value).toBe(false);
});
