import { Broken, type ByteWalk } from './byte-walk.ts';
import { checkedSize, type Size } from './image-size.ts';

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b];
const [CONTROL, APPLICATION] = [0xf9, 0xff];
/** Applications that say how often the picture repeats. The others bring notes, such as XMP. */
const LOOPS = ['NETSCAPE2.0', 'ANIMEXTS1.0'];

/** Walks over a GIF and leaves of it what makes the picture and its movement. */
export async function cleanGif(walk: ByteWalk): Promise<Size> {
  const screen = await walk.expect(13);
  await walk.pass(13 + paletteBytes(screen[10]));
  let size: Size | undefined;
  for (;;) {
    const [mark, kind] = await walk.expect(1).then(() => walk.peek(2));
    if (mark === TRAILER && size) {
      await walk.pass(1);
      return size;
    }
    if (mark === IMAGE) {
      size = checkedSize(u16le(screen, 6), u16le(screen, 8));
      const image = await walk.expect(10);
      await walk.pass(10 + paletteBytes(image[9]) + 1); // and the size of its codes
      await eachBlock(walk, (length) => walk.pass(length));
    } else if (mark === EXTENSION) {
      const isKept = kind === CONTROL || (kind === APPLICATION && (await repeats(walk)));
      await walk.pass(2);
      await eachBlock(walk, (length) => (isKept ? walk.pass(length) : walk.blank(length)));
    } else throw new Broken('not a GIF');
  }
}

async function repeats(walk: ByteWalk): Promise<boolean> {
  const bytes = await walk.peek(14);
  return LOOPS.includes(String.fromCharCode(...bytes.subarray(3)));
}

/** Shows the length of each block of data; ends behind the empty one. */
async function eachBlock(walk: ByteWalk, take: (length: number) => Promise<void>): Promise<void> {
  for (;;) {
    const [length = 0] = await walk.expect(1);
    await walk.pass(1);
    if (length === 0) return;
    await take(length);
  }
}

const paletteBytes = (flags = 0) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
const u16le = (bytes: Uint8Array, at: number) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
