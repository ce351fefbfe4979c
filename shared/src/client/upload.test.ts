import { expect, test } from 'vitest';
import type { Attachment } from '../models/attachment.ts';
import type { AttachmentId } from '../models/ids.ts';
import { type PutFile, startUpload, type UploadState, uploadPath } from './upload.ts';

const attachment = { id: 'a', name: 'a.png' } as unknown as Attachment;

/** An upload whose server and time are moved by hand. */
function underTest() {
  const states: UploadState[] = [];
  const tries: { signal: AbortSignal; onPart: (part: number) => void; done: PromiseWithResolvers<Attachment> }[] = [];
  let wait: (() => void) | undefined;
  const put: PutFile = (signal, onPart) => {
    const done = Promise.withResolvers<Attachment>();
    tries.push({ signal, onPart, done });
    return done.promise;
  };
  const clock = {
    now: () => 0,
    after(_ms: number, callback: () => void) {
      wait = callback;
      return () => {
        wait = undefined;
      };
    },
  };
  const upload = startUpload(put, (state) => states.push(state), { clock, random: () => 0.5 });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return {
    upload,
    states,
    tries,
    isWaiting: () => wait !== undefined,
    async fail(status?: number) {
      tries.at(-1)?.done.reject(Object.assign(new Error('no'), { status }));
      await settle();
    },
    async succeed() {
      tries.at(-1)?.done.resolve(attachment);
      await settle();
    },
    async passTime() {
      const callback = wait;
      wait = undefined;
      callback?.();
      await settle();
    },
  };
}
const last = ({ states }: { states: UploadState[] }) => states.at(-1)?.name;

test('says how much is sent, and then what is stored', async () => {
  const it = underTest();
  it.tries[0]?.onPart(0.4);
  await it.succeed();

  expect(it.states).toEqual([
    { name: 'sending', part: 0 },
    { name: 'sending', part: 0.4 },
    { name: 'stored', attachment },
  ]);
});

test.each([undefined, 0, 429, 500, 503])('tries again after %s', async (status) => {
  const it = underTest();
  await it.fail(status);
  expect(last(it)).toBe('waiting');
  await it.passTime();
  await it.succeed();

  expect([last(it), it.tries.length]).toEqual(['stored', 2]);
});

test.each([400, 404, 409, 411, 413])('takes %s for an answer, and tries again only when asked', async (status) => {
  const it = underTest();
  await it.fail(status);
  expect([last(it), it.isWaiting()]).toEqual(['failed', false]);

  it.upload.again();
  await it.succeed();
  expect(last(it)).toBe('stored');
});

test('gives up after six tries', async () => {
  const it = underTest();
  for (let n = 0; n < 6; n++) {
    await it.fail();
    await it.passTime();
  }
  expect([last(it), it.tries.length]).toEqual(['failed', 6]);
});

test('what is cancelled while it is sent ends and says nothing more', async () => {
  const it = underTest();
  it.upload.cancel();
  await it.fail();

  expect(it.tries[0]?.signal.aborted).toBe(true);
  expect([it.states.length, it.isWaiting()]).toEqual([1, false]);
});

test('what is cancelled while it waits is not sent again, not even when asked', async () => {
  const it = underTest();
  await it.fail();
  it.upload.cancel();
  it.upload.again();
  await it.passTime();

  expect(it.tries.length).toBe(1);
});

test('asked again while it is being sent, it is sent once', async () => {
  const it = underTest();
  it.upload.again();
  expect(it.tries.length).toBe(1);
});

test('any name fits into the address', () => {
  const id = 'b7a8' as AttachmentId;
  expect(uploadPath('threads/t', id, 'a b&c/ü.png')).toBe('threads/t/attachments/b7a8?name=a%20b%26c%2F%C3%BC.png');
  expect(uploadPath('threads/t', id, '\ud800'.repeat(9_000)).length).toBeLessThan(5_000);
});
