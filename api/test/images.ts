import { crc32, deflateSync } from 'node:zlib';

// Four by three pixels each, as an encoder wrote them: without any metadata.
const SAMPLES = {
  jpeg: '/9j/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAADAAQDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAcEAACAgIDAAAAAAAAAAAAAAABAgADBBESIYH/xAAVAQEBAAAAAAAAAAAAAAAAAAAABf/EABgRAQADAQAAAAAAAAAAAAAAAAEAAgMR/9oADAMBAAIRAxEAPwC2Ni03IzOh2GKjixXryIiS9tbmiFmLB1n/2Q==',
  progressive:
    '/9j/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wgARCAADAAQDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAVAQEBAAAAAAAAAAAAAAAAAAAABP/aAAwDAQACEAMQAAABsSv/xAAWEAEBAQAAAAAAAAAAAAAAAAABAgD/2gAIAQEAAQUCmR3/xAAVEQEBAAAAAAAAAAAAAAAAAAAAAf/aAAgBAwEBPwGv/8QAGBEAAgMAAAAAAAAAAAAAAAAAAAIBEjH/2gAIAQIBAT8Bdptp/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAGPwJ//8QAGBABAQADAAAAAAAAAAAAAAAAAREAIUH/2gAIAQEAAT8hHVOzTM//2gAMAwEAAgADAAAAEAP/xAAWEQEBAQAAAAAAAAAAAAAAAAABABH/2gAIAQMBAT8QBrf/xAAVEQEBAAAAAAAAAAAAAAAAAAABAP/aAAgBAgEBPxAaBX//xAAYEAEBAAMAAAAAAAAAAAAAAAABEQAhgf/aAAgBAQABPxBidEKacz//2Q==',
  webp: 'UklGRjwAAABXRUJQVlA4IDAAAACwAQCdASoEAAMAB0CWJbACdAEO9p5AAPJGfD0kZVvUYQeUk5vEznMKr1g1P+8sAAA=',
  losslessWebp:
    'UklGRkoAAABXRUJQVlA4TD4AAAAvA4AAAF+gpm0D5g6Evos/yYIg0rZNnVbC6Yi0bWO4Ek4n5/Nfhe2BiwvQ5w6AIIAEI4UYphhullkj+h+NfA==',
  gif: 'R0lGODlhBAADAIEAAOMHLMHmCoGmyy5RdiH5BAQAAAAALAAAAAAEAAMAAAIGnDBhBhIFADs=',
};
// The same with Exif and XMP in it, both of which say SECRETMARK.
const AVIF =
  'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAAWFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAEZpbG9jAAAAAERAAAMAAQAAAAABhQABAAAAAAAAAC0AAgAAAAABsgABAAAAAAAAAPgAAwAAAAACqgABAAAAAAAAADoAAABiaWluZgAAAAAAAwAAABVpbmZlAgAAAAABAABhdjAxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAACppbmZlAgAAAQADAABtaW1lAGFwcGxpY2F0aW9uL3JkZit4bWwAAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAAAQAAAADAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAAoaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAA5jZHNjAAMAAQABAAABZ21kYXQSAAoIOAR5pAQ0GkAyHx7CYqTgABYF0P9a2bmw1LL0hlvA4HrdV2H0zAW8pPAAAAAGRXhpZgAASUkqAAgAAAAIAA8BAgAMAAAAfgAAABIBAwABAAAAAQAAABoBBQABAAAAbgAAABsBBQABAAAAdgAAACgBAwABAAAAAgAAABMCAwABAAAAAQAAAJiCAgAWAAAAigAAAGmHBAABAAAAoAAAAAAAAAA4YwAA6AMAADhjAADoAwAAQ2Fub25TRUNSRVQAU0VDUkVUTUFSSy1TRUNSRVRNQVJLAAYAAJAHAAQAAAAwMjEwAZEHAAQAAAABAgMAAKAHAAQAAAAwMTAwAaADAAEAAAD//wAAAqAEAAEAAAAEAAAAA6AEAAEAAAADAAAAAAAAADx4OnhtcG1ldGEgeG1sbnM6eD0iYWRvYmU6bnM6bWV0YS8iPlNFQ1JFVE1BUks8L3g6eG1wbWV0YT4=';
export const avifWithNotes = (): Buffer => Buffer.from(AVIF, 'base64');

export const sample = (name: keyof typeof SAMPLES): Buffer => Buffer.from(SAMPLES[name], 'base64');

const ascii = (text: string) => Buffer.from(text, 'latin1');
const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number) => Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]);

/** An Exif block as cameras write them: which way up, and where the picture was taken. */
export function exifBlock(orientation: number, secret: Uint8Array, isLittle = false): Buffer {
  const order = (bytes: Buffer) => (isLittle ? Buffer.from(bytes).reverse() : bytes);
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([order(u16(tag)), order(u16(type)), order(u32(count)), value]);
  return Buffer.concat([
    ascii(isLittle ? 'II' : 'MM'),
    order(u16(42)),
    order(u32(8)),
    order(u16(3)),
    entry(0x010f, 2, secret.length, order(u32(50))), // the camera's make
    entry(0x0112, 3, 1, Buffer.concat([order(u16(orientation)), u16(0)])),
    entry(0x8825, 4, 1, order(u32(50))), // GPS
    order(u32(0)),
    Buffer.from(secret),
  ]);
}

export const segment = (marker: number, payload: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(payload.length + 2), payload]);
export const exifSegment = (exif: Uint8Array): Buffer => segment(0xe1, Buffer.concat([ascii('Exif\0\0'), exif]));
export const xmpSegment = (text: Uint8Array): Buffer =>
  segment(0xe1, Buffer.concat([ascii('http://ns.adobe.com/xap/1.0/\0'), text]));

/** The sample with these segments behind its start, and these bytes behind its end. */
export function jpeg(
  segments: readonly Uint8Array[],
  trailer: Uint8Array = Buffer.alloc(0),
  base = sample('jpeg'),
): Buffer {
  return Buffer.concat([base.subarray(0, 2), ...segments, base.subarray(2), trailer]);
}

export const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([ascii(type), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
};

/** A grey PNG with these chunks before its picture, and these bytes behind its end. */
export function png(
  chunks: readonly Uint8Array[] = [],
  { width = 4, height = 3, trailer = Buffer.alloc(0) }: { width?: number; height?: number; trailer?: Uint8Array } = {},
): Buffer {
  const header = Buffer.concat([u32(width), u32(height), Buffer.from([8, 0, 0, 0, 0])]);
  const pixels = deflateSync(Buffer.alloc(Math.min(1_000, (width + 1) * height), 7));
  return Buffer.concat([
    ascii('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', header),
    ...chunks,
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
    trailer,
  ]);
}

export const riffChunk = (type: string, data: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([ascii(type), length, data, Buffer.alloc(data.length & 1)]);
};

/** The sample with a list of features, and these chunks behind its picture. */
export function webp(chunks: readonly Uint8Array[], features: number, base = sample('webp')): Buffer {
  const canvas = Buffer.from([features, 0, 0, 0, 3, 0, 0, 2, 0, 0]);
  const body = Buffer.concat([ascii('WEBP'), riffChunk('VP8X', canvas), base.subarray(12), ...chunks]);
  return riffChunk('RIFF', body);
}

/** The sample with these bytes before its first picture. */
export function gif(extensions: readonly Uint8Array[], trailer: Uint8Array = Buffer.alloc(0)): Buffer {
  const base = sample('gif');
  const firstBlock = 13 + 3 * 2 ** (((base[10] ?? 0) & 7) + 1);
  return Buffer.concat([base.subarray(0, firstBlock), ...extensions, base.subarray(firstBlock), trailer]);
}
export const gifComment = (text: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([0x21, 0xfe, text.length]), text, Buffer.from([0])]);
