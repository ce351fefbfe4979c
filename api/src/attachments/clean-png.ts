import { crc32 } from 'node:zlib';
import { Broken, type ByteWalk, copy } from './byte-walk.ts';
import { checkedSize, type Size } from './image-size.ts';
import { ORIENTATION_BYTES, onlyOrientation, readOrientation } from './orientation.ts';

const SIGNATURE_BYTES = 8;
const MOST_EXIF_BYTES = 64 * 1024;

/** What makes the picture, its colours and its movement. */
const KEPT = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '),
);
/** A chunk that nobody knows: by its letters private, of no importance, and safe to copy. */
const NOTHING = 'voId';

/** Walks over a PNG and leaves of it what makes the picture and its colours, and which way up it is. */
export async function cleanPng(walk: ByteWalk): Promise<Size> {
  await walk.pass(SIGNATURE_BYTES);
  const header = await walk.expect(16);
  if (u32(header, 0) !== 13 || ascii(header, 4, 4) !== 'IHDR') throw new Broken('no header');
  const size = checkedSize(u32(header, 8), u32(header, 12));
  let hasPicture = false;
  for (;;) {
    const head = await walk.expect(8);
    const length = u32(head, 0);
    const type = ascii(head, 4, 4);
    if (!/^[A-Za-z]{2}[A-Z][A-Za-z]$/.test(type)) throw new Broken('no chunk');
    if (type === 'IEND' && (length !== 0 || !hasPicture)) throw new Broken('no picture');
    hasPicture ||= type === 'IDAT';

    if (KEPT.has(type)) await walk.pass(8 + length + 4);
    else if (/^[A-Z]/.test(type)) throw new Broken('a chunk that must be understood');
    else if (type === 'eXIf' && length <= MOST_EXIF_BYTES) await keepOrientation(walk, length);
    else await blankChunk(walk, length);

    if (type === 'IEND') return size;
  }
}

async function keepOrientation(walk: ByteWalk, length: number): Promise<void> {
  const chunk = await walk.expect(8 + length + 4);
  const orientation = readOrientation(chunk.subarray(8, 8 + length));
  if (orientation === 1 || length < ORIENTATION_BYTES) return blankChunk(walk, length);
  const clean = copy(chunk);
  clean.set(onlyOrientation(orientation, length), 8);
  clean.set(asU32(crc32(clean.subarray(4, 8 + length))), 8 + length);
  await walk.replace(clean);
}

async function blankChunk(walk: ByteWalk, length: number): Promise<void> {
  const head = copy(await walk.expect(8));
  for (let i = 0; i < 4; i++) head[4 + i] = NOTHING.charCodeAt(i);
  let crc = crc32(head.subarray(4));
  await walk.replace(head);
  await walk.blank(length, (zeros) => {
    crc = crc32(zeros, crc);
  });
  await walk.replace(asU32(crc));
}

const u32 = (bytes: Uint8Array, at: number) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
const ascii = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length));

function asU32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
