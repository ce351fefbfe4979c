import { Broken } from './byte-walk.ts';
import type { Size } from './image-size.ts';

export type Range = { start: number; end: number };
export type Meta = {
  size: Size | undefined;
  /** Where the file's notes lie, in bytes from its beginning. */
  notesInFile: Range[];
  /** Likewise from the beginning of the `idat` box, and where that lies in the meta box. */
  notesInBox: Range[];
};

type Box = { type: string; bytes: Uint8Array };
/** Items that are no part of the picture: Exif, and as `mime` XMP. */
const NOTES = new Set(['Exif', 'mime', 'uri ']);

/** Reads the box in which a HEIF file (AVIF, HEIC) says what it holds and where. */
export function readMeta(bytes: Uint8Array): Meta {
  const boxes = [...boxesIn(bytes.subarray(12))];
  const notes = readNotes(find(boxes, 'iinf'));
  const ranges = readLocations(find(boxes, 'iloc')).filter(({ item }) => notes.has(item));
  const data = boxes.find(({ type }) => type === 'idat')?.bytes;
  const offset = data ? data.byteOffset - bytes.byteOffset : 0;
  return {
    size: readSize(boxes.find(({ type }) => type === 'iprp')?.bytes),
    notesInFile: ranges.filter(({ method }) => method === 0),
    notesInBox: ranges
      .filter(({ method }) => method === 1)
      .map(({ start, end }) => ({ start: start + offset, end: Math.min(end, data?.length ?? 0) + offset })),
  };
}

function* boxesIn(bytes: Uint8Array): Generator<Box> {
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = uint(bytes, at, 4);
    if (length < 8 || at + length > bytes.length) throw new Broken('a box beyond its own');
    yield { type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)), bytes: bytes.subarray(at + 8, at + length) };
    at += length;
  }
}

function find(boxes: readonly Box[], wanted: string): Uint8Array {
  const box = boxes.find(({ type }) => type === wanted);
  if (!box) throw new Broken(`no ${wanted}`);
  return box.bytes;
}

function readNotes(infos: Uint8Array): Set<number> {
  const notes = new Set<number>();
  for (const { type, bytes } of boxesIn(infos.subarray(infos[0] === 0 ? 6 : 8))) {
    const [version = 0] = bytes;
    if (type !== 'infe' || version < 2) throw new Broken('an item of an old kind');
    const idBytes = version === 2 ? 2 : 4;
    const kind = String.fromCharCode(...bytes.subarray(6 + idBytes, 10 + idBytes));
    if (NOTES.has(kind)) notes.add(uint(bytes, 4, idBytes));
  }
  return notes;
}

function* read(bytes: Uint8Array): Generator<number, never, number> {
  let at = 0;
  let value = 0;
  for (;;) {
    const length = yield value;
    value = uint(bytes, at, length);
    at += length;
  }
}

function readLocations(bytes: Uint8Array): (Range & { item: number; method: number })[] {
  const reader = read(bytes);
  reader.next();
  const next = (length: number): number => reader.next(length).value;
  const version = next(1);
  next(3);
  const [sizes, more] = [next(1), next(1)];
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 4, sizes & 15, more >> 4];
  const indexBytes = version === 0 ? 0 : more & 15;
  const wide = version < 2 ? 2 : 4;
  const found: (Range & { item: number; method: number })[] = [];
  for (let items = next(wide); items > 0; items--) {
    const item = next(wide);
    const method = version === 0 ? 0 : next(2) & 15;
    next(2);
    const base = next(baseBytes);
    if (offsetBytes + lengthBytes === 0) throw new Broken('a place without a length');
    for (let extents = next(2); extents > 0; extents--) {
      next(indexBytes);
      const start = base + next(offsetBytes);
      found.push({ item, method, start, end: start + next(lengthBytes) });
    }
  }
  return found;
}

/** The largest size that is named: that of the whole, where it is put together from tiles. */
function readSize(properties: Uint8Array | undefined): Size | undefined {
  if (!properties) return undefined;
  const all = [...boxesIn(find([...boxesIn(properties)], 'ipco'))];
  const sizes = all
    .filter(({ type }) => type === 'ispe')
    .map(({ bytes }) => ({ width: uint(bytes, 4, 4), height: uint(bytes, 8, 4) }));
  const largest = sizes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
  const isTurned = all.some(({ type, bytes: [angle = 0] }) => type === 'irot' && angle & 1);
  return largest && isTurned ? { width: largest.height, height: largest.width } : largest;
}

function uint(bytes: Uint8Array, at: number, length: number): number {
  if (at + length > bytes.length) throw new Broken('a number beyond its box');
  let value = 0;
  for (let i = 0; i < length; i++) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}
