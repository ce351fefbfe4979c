import { Broken, type ByteWalk, copy } from './byte-walk.ts';
import { checkedSize, type Size } from './image-size.ts';
import { ORIENTATION_BYTES, onlyOrientation, readOrientation } from './orientation.ts';

const MOST_EXIF_BYTES = 64 * 1024;
const HAS_XMP = 0x04;
const HAS_EXIF = 0x08;
/** What makes the picture, its colours and its movement. */
const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const NOTHING = 'JUNK';

/** Walks over a WebP and leaves of it what makes the picture and its colours, and which way up it is. */
export async function cleanWebp(walk: ByteWalk): Promise<Size> {
  const riff = await walk.expect(12);
  const end = 8 + u32le(riff, 4);
  await walk.pass(12);
  const { size, saysExif } = await readFirstChunk(walk);
  let hasPicture = false;
  while (walk.position < end) {
    const head = await walk.expect(8);
    const type = ascii(head);
    const length = u32le(head, 4) + (u32le(head, 4) & 1);
    if (walk.position + 8 + length > end) throw new Broken('a chunk beyond the end');
    hasPicture ||= type === 'VP8 ' || type === 'VP8L' || type === 'ANMF';
    if (type === 'VP8X') await passFeatures(walk, length);
    else if (KEPT.has(type)) await walk.pass(8 + length);
    else if (type === 'EXIF' && saysExif && length >= ORIENTATION_BYTES && length <= MOST_EXIF_BYTES) {
      await keepOrientation(walk, length);
    } else await blankChunk(walk, length);
  }
  if (!hasPicture) throw new Broken('no picture');
  return size;
}

/** The first chunk knows how large the picture is. */
async function readFirstChunk(walk: ByteWalk): Promise<{ size: Size; saysExif: boolean }> {
  const bytes = await walk.expect(18);
  switch (ascii(bytes)) {
    case 'VP8X': {
      const [flags = 0] = bytes.subarray(8);
      const size = checkedSize(1 + u24le(bytes, 12), 1 + u24le(bytes, 15));
      return { size, saysExif: (flags & HAS_EXIF) !== 0 };
    }
    case 'VP8L': {
      if (bytes[8] !== 0x2f) break;
      const bits = u32le(bytes, 9);
      return { size: checkedSize(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)), saysExif: false };
    }
    case 'VP8 ': {
      if (u24le(bytes, 11) !== 0x2a019d) break;
      return { size: checkedSize(u16le(bytes, 14) & 0x3fff, u16le(bytes, 16) & 0x3fff), saysExif: false };
    }
  }
  throw new Broken('not a WebP');
}

async function passFeatures(walk: ByteWalk, length: number): Promise<void> {
  const head = copy(await walk.expect(9));
  head[8] = (head[8] ?? 0) & ~HAS_XMP;
  await walk.replace(head);
  await walk.pass(length - 1);
}

/** The features say that an Exif block follows, so one stays. */
async function keepOrientation(walk: ByteWalk, length: number): Promise<void> {
  const chunk = copy(await walk.expect(8 + length));
  const begin = String.fromCharCode(...chunk.subarray(8, 14)) === 'Exif\0\0' ? 14 : 8;
  chunk.set(onlyOrientation(readOrientation(chunk.subarray(begin)), length), 8);
  await walk.replace(chunk);
}

async function blankChunk(walk: ByteWalk, length: number): Promise<void> {
  const head = copy(await walk.expect(8));
  for (let i = 0; i < 4; i++) head[i] = NOTHING.charCodeAt(i);
  await walk.replace(head);
  await walk.blank(length);
}

const ascii = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(0, 4));
const u16le = (bytes: Uint8Array, at: number) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
const u24le = (bytes: Uint8Array, at: number) => u16le(bytes, at) | ((bytes[at + 2] ?? 0) << 16);
const u32le = (bytes: Uint8Array, at: number) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
