import { Broken, type ByteWalk, copy } from './byte-walk.ts';
import { type Range, readMeta } from './heif-meta.ts';
import { checkedSize, type Size } from './image-size.ts';

const MOST_META_BYTES = 512 * 1024;
/** Empty space, by its name; a box of one's own, of which nothing is known. */
const NOT_NEEDED = new Set(['free', 'skip', 'uuid']);

/** Walks over an AVIF or HEIC and blanks the items that are notes. Which way up it is, the picture itself says. */
export async function cleanHeif(walk: ByteWalk): Promise<Size> {
  let size: Size | undefined;
  let notes: Range[] = [];
  let hasPicture = false;
  for (;;) {
    const head = await walk.peek(16);
    if (head.length < 8 && size && hasPicture) return size;
    if (head.length < 8) throw new Broken('no picture');
    const type = String.fromCharCode(...head.subarray(4, 8));
    const length = lengthOf(head);
    if (type === 'meta' && !size) {
      const meta = await cleanMeta(walk, length);
      size = meta.size && checkedSize(meta.size.width, meta.size.height);
      notes = meta.notesInFile.toSorted((a, b) => a.start - b.start);
      if (!size || notes.some(({ start }) => start < walk.position)) throw new Broken('not in an order that streams');
    } else if (type === 'mdat' && size) {
      await passWithout(walk, notes, walk.position + length);
      hasPicture = true;
    } else if (NOT_NEEDED.has(type)) {
      await walk.pass(8);
      await walk.blank(length - 8);
    } else if (type === 'ftyp') await walk.pass(length);
    else throw new Broken('a box that is not known');
  }
}

function lengthOf(head: Uint8Array): number {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const short = view.getUint32(0);
  if (short === 1 && head.length === 16) return Number(view.getBigUint64(8));
  // 0: to the end of the file. That we never write, and nothing needs.
  if (short < 8) throw new Broken('a box without a length');
  return short;
}

async function cleanMeta(walk: ByteWalk, length: number) {
  if (length > MOST_META_BYTES || length < 12) throw new Broken('a meta box of no likely length');
  const box = copy(await walk.expect(length));
  const meta = readMeta(box);
  for (const { start, end } of meta.notesInBox) box.fill(0, start, end);
  await walk.replace(box);
  return meta;
}

async function passWithout(walk: ByteWalk, ranges: readonly Range[], end: number): Promise<void> {
  for (const range of ranges) {
    await walk.pass(Math.max(0, Math.min(range.start, end) - walk.position));
    await walk.blank(Math.max(0, Math.min(range.end, end) - walk.position));
  }
  await walk.pass(Math.max(0, end - walk.position));
}
