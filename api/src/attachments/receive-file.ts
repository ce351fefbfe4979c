import { createHash } from 'node:crypto';
import { FILE_MAX_BYTES } from '@everthread/shared/file-limits';
import { AppError } from '../errors.ts';
import { Broken, ByteWalk } from './byte-walk.ts';
import { detectType, HEAD_BYTES, UNKNOWN_TYPE } from './detect-type.ts';

export type ReceivedFile = {
  digest: string; // of the bytes as they were sent
  type: string;
  extensions: readonly string[]; // how names of its type end; none where any will do
  width: number | null; // only of images that may be shown in place
  height: number | null;
};

/**
 * Takes a file in while it comes, counts it, finds out what it is, and writes it on without what a picture tells about
 * its making (place, time, camera, what was cropped). As many bytes are written as come; memory stays flat.
 */
export async function receiveFile(
  body: AsyncIterable<Uint8Array>,
  length: number,
  write: (bytes: Uint8Array) => Promise<unknown>,
): Promise<ReceivedFile> {
  const hash = createHash('sha256');
  const walk = new ByteWalk(
    counted(body, length, (bytes) => hash.update(bytes)),
    write,
  );
  const found = await cleaned(walk);
  await walk.flush();
  return { ...found, digest: hash.digest('hex') };
}

async function cleaned(walk: ByteWalk): Promise<Omit<ReceivedFile, 'digest'>> {
  const kind = await detectType(await walk.peek(HEAD_BYTES));
  const download = { type: UNKNOWN_TYPE, extensions: [], width: null, height: null };
  if (typeof kind === 'string') {
    await walk.passRest();
    return { ...download, type: kind };
  }
  try {
    const size = await kind.clean(walk);
    await walk.blankRest(); // whatever hides behind the picture
    const { type, extensions, isShown } = kind;
    return { type, extensions, ...(isShown ? size : { width: null, height: null }) };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    // Not the picture that it promised: a file like any other.
    await walk.passRest();
    return download;
  }
}

/** `Content-Length` may be a lie. */
async function* counted(body: AsyncIterable<Uint8Array>, length: number, see: (bytes: Uint8Array) => void) {
  let count = 0;
  for await (const bytes of body) {
    count += bytes.byteLength;
    if (count > FILE_MAX_BYTES) throw fileTooLarge();
    if (count > length) throw new AppError('invalid', 'The file is longer than its Content-Length says');
    see(bytes);
    yield bytes;
  }
  if (count < length) throw new AppError('invalid', 'The file ended before its Content-Length');
}

export const fileTooLarge = () => new AppError('too_large', 'This file is larger than 20 MB');
