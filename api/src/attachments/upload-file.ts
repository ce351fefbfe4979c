import type { Attachment } from '@everthread/shared/models/attachment';
import type { ThreadId } from '@everthread/shared/models/ids';
import type { Context } from '../context.ts';
import { toAttachment } from './attachment-view.ts';
import { finishUpload } from './finish-upload.ts';
import { type ReceivedFile, receiveFile } from './receive-file.ts';
import { removeObjects } from './remove-objects.ts';
import { anotherFile, type NewUpload, reserveUpload, type Uploader } from './reserve-upload.ts';

/**
 * Stores a file in a thread, to be sent with a message within a day. Safe to repeat: the same bytes under the same id
 * are one upload, other bytes are refused with `conflict`. Nothing is stored that no row leads to: the row comes first,
 * and every try lies under the key that the row began with.
 */
export async function uploadFile(
  ctx: Context<Uploader>,
  files: R2Bucket,
  threadId: ThreadId,
  upload: NewUpload,
  body: AsyncIterable<Uint8Array>,
): Promise<Attachment> {
  const { row, isNew } = await reserveUpload(ctx, threadId, upload);
  if (row.digest !== null) {
    const again = await receiveFile(body, upload.size, async () => {});
    if (again.digest !== row.digest) throw anotherFile();
    return toAttachment(row);
  }

  const key = `${row.storageKey}/${ctx.newId()}`;
  const received = await store(files, key, upload.size, body);
  const stored = await finishUpload(ctx, row, key, upload.size, received);
  const isOurs = stored.storageKey === key;
  if (!isOurs) await files.delete(key);
  else if (!isNew) await removeObjects(files, key, { except: key });
  if (stored.digest !== received.digest) throw anotherFile();
  return toAttachment(stored);
}

/** One object, whole or not at all. */
async function store(
  files: R2Bucket,
  key: string,
  length: number,
  body: AsyncIterable<Uint8Array>,
): Promise<ReceivedFile> {
  const { readable, writable } = new FixedLengthStream(length);
  const writer = writable.getWriter();
  const giveUp = (error: unknown) => writer.abort(error).catch(() => {});
  let cause: { error: unknown } | undefined; // the first thing that went wrong: what follows from it says less
  const putting = files.put(key, readable).catch(async (error: unknown) => {
    cause ??= { error };
    await giveUp(error); // who writes must not wait for ever
  });
  try {
    const received = await receiveFile(body, length, (bytes) => writer.write(bytes));
    await writer.close();
    await putting;
    if (!cause) return received;
  } catch (error) {
    cause ??= { error };
    await giveUp(error);
    await putting;
  }
  throw cause.error;
}
