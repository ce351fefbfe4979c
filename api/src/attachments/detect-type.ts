import { fileTypeFromBuffer } from 'file-type';
import type { ByteWalk } from './byte-walk.ts';
import { cleanGif } from './clean-gif.ts';
import { cleanHeif } from './clean-heif.ts';
import { cleanJpeg } from './clean-jpeg.ts';
import { cleanPng } from './clean-png.ts';
import { cleanWebp } from './clean-webp.ts';
import type { Size } from './image-size.ts';

/** How much of a file's beginning says what it is. */
export const HEAD_BYTES = 4_100;
export const UNKNOWN_TYPE = 'application/octet-stream';

export type ImageKind = {
  type: string;
  extensions: readonly string[];
  /** Whether all browsers draw it, and none runs it. */
  isShown: boolean;
  clean: (walk: ByteWalk) => Promise<Size>;
};

/** The kinds that are freed of notes. Nothing else is ever shown in place. */
const IMAGES: readonly (ImageKind & { begins: (head: string) => boolean; alsoKnownAs: readonly string[] })[] = [
  {
    type: 'image/png',
    extensions: ['png', 'apng'],
    isShown: true,
    clean: cleanPng,
    begins: (head) => head.startsWith('\x89PNG\r\n\x1a\n'),
    alsoKnownAs: ['image/png', 'image/apng'],
  },
  {
    type: 'image/jpeg',
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
    isShown: true,
    clean: cleanJpeg,
    begins: (head) => head.startsWith('\xff\xd8\xff'),
    alsoKnownAs: ['image/jpeg'],
  },
  {
    type: 'image/gif',
    extensions: ['gif'],
    isShown: true,
    clean: cleanGif,
    begins: (head) => /^GIF8[79]a/.test(head),
    alsoKnownAs: ['image/gif'],
  },
  {
    type: 'image/webp',
    extensions: ['webp'],
    isShown: true,
    clean: cleanWebp,
    begins: (head) => head.startsWith('RIFF') && head.startsWith('WEBPVP8', 8),
    alsoKnownAs: ['image/webp'],
  },
  {
    type: 'image/avif',
    extensions: ['avif'],
    isShown: true,
    clean: cleanHeif,
    begins: (head) => head.startsWith('ftypavif', 4),
    alsoKnownAs: ['image/avif'],
  },
  {
    type: 'image/heic',
    extensions: ['heic', 'heif', 'hif'],
    isShown: false,
    clean: cleanHeif,
    begins: (head) => /^.{4}ftyp(heic|heix|mif1)/s.test(head),
    alsoKnownAs: ['image/heic', 'image/heif'],
  },
];

export const isShownInPlace = (type: string): boolean => IMAGES.some((image) => image.type === type && image.isShown);

/** What the file's beginning says it is: our own look and file-type's must agree before it passes for an image. */
export async function detectType(head: Uint8Array): Promise<ImageKind | string> {
  const begins = String.fromCharCode(...head.subarray(0, 16));
  const known = await fileTypeFromBuffer(head).catch(() => undefined);
  const image = IMAGES.find((kind) => kind.begins(begins));
  if (image && known && image.alsoKnownAs.includes(known.mime)) return image;
  // What only one of the two takes for such an image is none.
  return known && !IMAGES.some((kind) => kind.type === known.mime) ? known.mime : UNKNOWN_TYPE;
}
