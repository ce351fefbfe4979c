import { Broken, type ByteWalk, copy } from './byte-walk.ts';
import { checkedSize, type Size } from './image-size.ts';
import { ORIENTATION_BYTES, onlyOrientation, readOrientation } from './orientation.ts';

const [SOI, EOI, SOS, COM, APP0, APP1, APP2, APP14] = [0xd8, 0xd9, 0xda, 0xfe, 0xe0, 0xe1, 0xe2, 0xee];
const JFIF_BYTES = 18;
const EXIF_AT = 10; // marker, length, "Exif\0\0"

/**
 * Walks over a JPEG and leaves of it what makes the picture and its colours, and which way up it is. Returns its size as
 * it is then shown.
 */
export async function cleanJpeg(walk: ByteWalk): Promise<Size> {
  await walk.pass(2); // SOI
  let size: Size | undefined;
  let hasPicture = false;
  let orientation: number | undefined;
  for (;;) {
    const [start, marker] = await walk.peek(2);
    const ends = start === undefined || marker === undefined || marker === EOI;
    if (ends && size && hasPicture) {
      await walk.pass(marker === EOI ? 2 : 0);
      return turned(size, orientation);
    }
    if (ends || start !== 0xff || marker === SOI) throw new Broken('not a JPEG');
    if (marker === 0xff || isAlone(marker)) {
      await walk.pass(marker === 0xff ? 1 : 2);
      continue;
    }
    const head = await walk.expect(4);
    const length = 2 + u16(head, 2);
    if (length < 4) throw new Broken('a segment without a length');
    if (isFrame(marker)) {
      const frame = await walk.expect(9);
      size = checkedSize(u16(frame, 7), u16(frame, 5));
    }
    if (marker === SOS && !size) throw new Broken('a scan before its frame');

    if (isPicture(marker) || (await saysColours(walk, marker, length))) await walk.pass(length);
    else if (marker === APP0 && (await startsWith(walk, 'JFIF\0', length)) && length >= JFIF_BYTES) {
      await passWithoutThumbnail(walk, length);
    } else if (marker === APP1 && orientation === undefined && (await startsWith(walk, 'Exif\0\0', length))) {
      orientation = await keepOrientation(walk, length);
    } else await blankSegment(walk, length);

    if (marker === SOS) {
      await passScan(walk);
      hasPicture = true;
    }
  }
}

/** From 5 on the picture lies on its side. */
const turned = ({ width, height }: Size, orientation = 1): Size =>
  orientation < 5 ? { width, height } : { width: height, height: width };

const isAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
const isPicture = (marker: number) => (marker >= 0xc0 && marker <= 0xcf) || (marker >= SOS && marker <= 0xdf);
/** SOF0 to SOF15, among which DHT, JPG and DAC have their numbers. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** A colour profile, or how the channels are to be read. */
const saysColours = async (walk: ByteWalk, marker: number, length: number) =>
  (marker === APP2 && (await startsWith(walk, 'ICC_PROFILE\0', length))) ||
  (marker === APP14 && length <= 32 && (await startsWith(walk, 'Adobe', length)));

async function startsWith(walk: ByteWalk, text: string, length: number): Promise<boolean> {
  if (length < 4 + text.length) return false;
  return String.fromCharCode(...(await walk.expect(4 + text.length)).subarray(4)) === text;
}

/** A thumbnail may show what was cropped from the picture. */
async function passWithoutThumbnail(walk: ByteWalk, length: number): Promise<void> {
  const head = copy(await walk.expect(JFIF_BYTES));
  head.fill(0, 16); // its width and height
  await walk.replace(head);
  await walk.blank(length - JFIF_BYTES);
}

async function keepOrientation(walk: ByteWalk, length: number): Promise<number | undefined> {
  const segment = await walk.expect(length);
  const orientation = readOrientation(segment.subarray(EXIF_AT));
  if (orientation === 1 || length < EXIF_AT + ORIENTATION_BYTES) {
    await blankSegment(walk, length);
    return undefined;
  }
  const clean = copy(segment);
  clean.set(onlyOrientation(orientation, length - EXIF_AT), EXIF_AT);
  await walk.replace(clean);
  return orientation;
}

/** What is left is an empty comment, which every decoder skips. */
async function blankSegment(walk: ByteWalk, length: number): Promise<void> {
  const head = copy(await walk.expect(4));
  head[1] = COM;
  await walk.replace(head);
  await walk.blank(length - 4);
}

/** To the next marker that is not part of the scan. */
async function passScan(walk: ByteWalk): Promise<void> {
  for (;;) {
    const bytes = (await walk.window()).length === 1 ? await walk.peek(2) : await walk.window();
    const end = findMarker(bytes);
    const isLast = bytes.length < 2;
    await walk.pass(isLast ? bytes.length : end);
    if (isLast || end < bytes.length - 1) return;
  }
}

/** Where the first marker begins, or might begin in the last byte; else the length. */
function findMarker(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(0xff); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined || !(next === 0 || next === 0xff || isAlone(next))) return at;
  }
  return bytes.length;
}

const u16 = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
