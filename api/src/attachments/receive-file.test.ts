import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  avifWithNotes,
  chunk,
  exifBlock,
  exifSegment,
  gif,
  gifComment,
  jpeg,
  png,
  riffChunk,
  sample,
  segment,
  webp,
  xmpSegment,
} from '../../test/images.ts';
import { readOrientation } from './orientation.ts';
import { receiveFile } from './receive-file.ts';

/** As it would come over the network: in pieces of any size. */
async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function receive(bytes: Uint8Array, pieceSize = 1_000) {
  const written: Buffer[] = [];
  const received = await receiveFile(inPieces(bytes, pieceSize), bytes.length, async (part) => {
    written.push(Buffer.from(part));
  });
  return { ...received, stored: Buffer.concat(written) };
}

const SECRET = 'N 52.5163 E 13.3777 Canon';
const secret = Buffer.from(SECRET);
const anyBytes = (max: number) => fc.uint8Array({ minLength: 1, maxLength: max }).map((bytes) => Buffer.from(bytes));
const pieceSizes = fc.constantFrom(1, 2, 3, 7, 64, 1_000, 100_000);

/** A JPEG taken apart: its segments, and behind each start of scan what belongs to it. */
function segmentsOf(bytes: Buffer) {
  const found: { marker: number; payload: Buffer }[] = [];
  for (let at = 2; at < bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) throw new Error(`No segment at ${at}`);
    if (marker === 0xd9) return { found, trailer: bytes.subarray(at + 2) };
    let end = at + 2 + bytes.readUInt16BE(at + 2);
    if (marker === 0xda) while (bytes[end] !== 0xff || bytes[end + 1] === 0) end++;
    found.push({ marker, payload: bytes.subarray(at + 4, end) });
    at = end;
  }
  throw new Error('No end');
}
const pictureOf = (bytes: Buffer) =>
  segmentsOf(bytes).found.filter(({ marker }) => marker < 0xe0 || marker === 0xe2 || marker === 0xee);

function chunksOf(bytes: Buffer) {
  const found: { type: string; data: Buffer }[] = [];
  for (let at = 8; ; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    expect(bytes.readUInt32BE(at + 8 + length), `CRC of ${type}`).toBe(crc32(bytes.subarray(at + 4, at + 8 + length)));
    found.push({ type, data: bytes.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
    if (type === 'IEND') return { found, trailer: bytes.subarray(at) };
  }
}

function riffChunksOf(bytes: Buffer) {
  const found: { type: string; data: Buffer }[] = [];
  for (let at = 12; at < 8 + bytes.readUInt32LE(4); ) {
    const length = bytes.readUInt32LE(at + 4);
    found.push({ type: bytes.toString('latin1', at, at + 4), data: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length & 1);
  }
  return found;
}

const isZeros = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);

test('what a JPEG tells about its making is gone, its picture is the same, and it stays the right way up', async () => {
  const metadata = fc.oneof(
    anyBytes(300).map((bytes) => xmpSegment(bytes)),
    anyBytes(300).map((bytes) => segment(0xfe, bytes)),
    fc.tuple(fc.constantFrom(0xe1, 0xe2, 0xe3, 0xed, 0xef, 0xf0), anyBytes(300)).map(([m, bytes]) => segment(m, bytes)),
    anyBytes(30_000).map((bytes) => segment(0xed, bytes)),
  );
  const anyJpeg = fc.record({
    orientation: fc.integer({ min: 1, max: 8 }),
    isLittle: fc.boolean(),
    before: fc.array(metadata, { maxLength: 4 }),
    after: fc.array(metadata, { maxLength: 4 }),
    profile: anyBytes(2_000).map((bytes) =>
      segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01'), bytes])),
    ),
    trailer: fc.uint8Array({ maxLength: 5_000 }),
    base: fc.constantFrom(sample('jpeg'), sample('progressive')),
    pieceSize: pieceSizes,
  });
  await fc.assert(
    fc.asyncProperty(anyJpeg, async ({ orientation, isLittle, before, after, profile, trailer, base, pieceSize }) => {
      const exif = exifSegment(exifBlock(orientation, secret, isLittle));
      const sent = jpeg([...before, exif, ...after, profile], trailer, base);

      const { stored, type, width, height, digest } = await receive(sent, pieceSize);

      expect([type, width, height]).toEqual(['image/jpeg', ...(orientation < 5 ? [4, 3] : [3, 4])]);
      expect(digest).toBe(createHash('sha256').update(sent).digest('hex'));
      expect(stored.length).toBe(sent.length);
      expect(stored.includes(SECRET)).toBe(false);
      expect(pictureOf(stored)).toEqual([...pictureOf(jpeg([profile], trailer, base))]);
      const rest = segmentsOf(stored).found.filter(({ marker }) => marker === 0xe1 || marker === 0xfe);
      const exifs = rest.filter(({ marker }) => marker === 0xe1);
      expect(exifs.map(({ payload }) => readOrientation(payload.subarray(6)))).toEqual(
        orientation === 1 ? [] : [orientation],
      );
      expect(rest.every(({ marker, payload }) => marker === 0xe1 || isZeros(payload))).toBe(true);
      expect(exifs.every(({ payload }) => isZeros(payload.subarray(6 + 26)))).toBe(true);
      expect(isZeros(segmentsOf(stored).trailer)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('what a PNG tells about its making is gone, its chunks stay whole and its picture the same', async () => {
  const metadata = fc
    .tuple(fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'tIME', 'prVt', 'dSIG', 'eXIf'), anyBytes(3_000))
    .map(([type, bytes]) => chunk(type, bytes));
  const anyPng = fc.record({
    orientation: fc.integer({ min: 1, max: 8 }),
    before: fc.array(metadata, { maxLength: 4 }),
    colours: anyBytes(200).map((bytes) => chunk('iCCP', bytes)),
    trailer: fc.uint8Array({ maxLength: 5_000 }),
    pieceSize: pieceSizes,
  });
  await fc.assert(
    fc.asyncProperty(anyPng, async ({ orientation, before, colours, trailer, pieceSize }) => {
      const sent = png([colours, ...before, chunk('eXIf', exifBlock(orientation, secret))], { trailer });

      const { stored, type, width, height } = await receive(sent, pieceSize);

      expect([type, width, height]).toEqual(['image/png', 4, 3]);
      expect(stored.length).toBe(sent.length);
      expect(stored.includes(SECRET)).toBe(false);
      const { found, trailer: rest } = chunksOf(stored);
      const isPicture = ({ type }: { type: string }) => ['IHDR', 'iCCP', 'IDAT', 'IEND'].includes(type);
      expect(found.filter(isPicture)).toEqual(chunksOf(png([colours])).found);
      for (const { type, data } of found.filter((each) => !isPicture(each))) {
        if (type !== 'eXIf') expect([type, isZeros(data)]).toEqual(['voId', true]);
        else expect(isZeros(data.subarray(26))).toBe(true);
      }
      const last = found.filter(({ type }) => type === 'eXIf').at(-1);
      if (orientation !== 1) expect(readOrientation(last?.data ?? Buffer.alloc(0))).toBe(orientation);
      expect(isZeros(rest)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('what a WebP tells about its making is gone, and its picture is the same', async () => {
  const anyWebp = fc.record({
    orientation: fc.integer({ min: 1, max: 8 }),
    xmp: anyBytes(3_000),
    base: fc.constantFrom(sample('webp'), sample('losslessWebp')),
    pieceSize: pieceSizes,
  });
  await fc.assert(
    fc.asyncProperty(anyWebp, async ({ orientation, xmp, base, pieceSize }) => {
      const exif = Buffer.concat([Buffer.from(orientation % 2 ? 'Exif\0\0' : ''), exifBlock(orientation, secret)]);
      const sent = webp([riffChunk('EXIF', exif), riffChunk('XMP ', xmp), riffChunk('mine', secret)], 0x0c, base);

      const { stored, type, width, height } = await receive(sent, pieceSize);

      expect([type, width, height, stored.length]).toEqual(['image/webp', 4, 3, sent.length]);
      expect(stored.includes(SECRET)).toBe(false);
      const [features, picture, orientationOnly, ...blank] = riffChunksOf(stored);
      expect(features?.data[0]).toBe(0x08);
      expect(picture).toEqual(riffChunksOf(base)[0]);
      expect(readOrientation(orientationOnly?.data ?? Buffer.alloc(0))).toBe(orientation);
      expect(isZeros(orientationOnly?.data.subarray(26) ?? secret)).toBe(true);
      expect(blank.map(({ type, data }) => [type, isZeros(data)])).toEqual([
        ['JUNK', true],
        ['JUNK', true],
      ]);
    }),
    { numRuns: 200 },
  );
});

test('notes in a GIF and what hides behind its end are gone', async () => {
  const loop = Buffer.concat([Buffer.from('\x21\xff\x0bNETSCAPE2.0\x03\x01', 'latin1'), Buffer.from([0, 0, 0])]);
  const sent = gif([loop, gifComment(secret)], Buffer.from('<script>'));

  const { stored, type, width, height } = await receive(sent, 5);

  expect([type, width, height]).toEqual(['image/gif', 4, 3]);
  expect(stored).toEqual(gif([loop, gifComment(Buffer.alloc(secret.length))], Buffer.alloc(8)));
});

test.each([1, 7, 1_000])('notes in an AVIF are blanked where they lie, and nothing else is', async (pieceSize) => {
  const sent = avifWithNotes();

  const { stored, type, width, height } = await receive(sent, pieceSize);

  expect([type, width, height, stored.length]).toEqual(['image/avif', 4, 3, sent.length]);
  expect([sent.includes('SECRETMARK'), stored.includes('SECRETMARK'), stored.includes('xmpmeta')]).toEqual([
    true,
    false,
    false,
  ]);
  const picture = sent.indexOf(Buffer.from([0x12, 0, 0x0a])); // its first bytes in AV1
  const changed = [...sent].flatMap((byte, at) => (byte === stored[at] ? [] : [at]));
  expect(changed.length).toBeGreaterThan(150);
  expect(changed.every((at) => stored[at] === 0)).toBe(true);
  expect(changed.some((at) => at >= picture && at < picture + 37)).toBe(false);
});

test('a HEIC, which not every browser draws, is a download, without its notes all the same', async () => {
  const sent = avifWithNotes();
  sent.write('heic', 8, 'latin1');

  const { stored, type, width } = await receive(sent);

  expect([type, width, stored.includes('SECRETMARK')]).toEqual(['image/heic', null, false]);
});

test.each(['jpeg', 'progressive', 'webp', 'losslessWebp', 'gif'] as const)(
  'a %s that tells nothing is stored as it is',
  async (name) => {
    expect((await receive(sample(name), 13)).stored).toEqual(sample(name));
  },
);

test("a thumbnail in a JPEG's head, which may show what was cropped, is gone", async () => {
  const jfif = segment(
    0xe0,
    Buffer.concat([Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\x02\x02'), secret.subarray(0, 12)]),
  );
  const { stored } = await receive(jpeg([jfif]));

  expect(segmentsOf(stored).found[0]?.payload.toString('latin1')).toBe(
    `JFIF\0\x01\x01\0\0\x01\0\x01\0\0${'\0'.repeat(12)}`,
  );
});

test.each([
  ['HTML', '<!doctype html><script>alert(1)</script>', 'application/octet-stream'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'application/octet-stream'],
  ['SVG behind an XML head', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'application/xml'],
  ['a script with the head of a GIF', 'GIF89a<script>alert(1)</script>', 'application/octet-stream'],
  ['a script with the head of a GIF, as a comment', 'GIF89a/*aaaaaaa*/=1;alert(1)//', 'application/octet-stream'],
  ['HTML with the head of a PNG', '\x89PNG\r\n\x1a\n<script>alert(1)</script>', 'application/octet-stream'],
  ['HTML with the head of a JPEG', '\xff\xd8\xff\xe0<script>alert(1)</script>', 'application/octet-stream'],
  ['HTML with the head of a WebP', 'RIFF\x40\0\0\0WEBPVP8 <script>alert(1)</script>', 'application/octet-stream'],
  ['a PDF', '%PDF-1.7\n<script>alert(1)</script>', 'application/pdf'],
  ['MHTML', 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x', 'application/octet-stream'],
  ['text', 'Hello', 'application/octet-stream'],
])('%s is never an image, and is kept as a file', async (_name, text, expected) => {
  const sent = Buffer.from(text, 'latin1');

  const { stored, type, width } = await receive(sent, 9);

  expect([type, width]).toEqual([expected, null]);
  if (!text.startsWith('\xff\xd8')) expect(stored).toEqual(sent);
  expect(stored.length).toBe(sent.length);
});

test.each(['jpeg', 'progressive', 'webp', 'losslessWebp', 'gif', 'avif'] as const)(
  'a %s that is cut or changed anywhere is taken in, with as many bytes as came, and never crashes',
  async (name) => {
    const whole = name === 'avif' ? avifWithNotes() : sample(name);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, byte, isCut) => {
        const hurt = Buffer.from(whole);
        hurt[at] = byte;
        const sent = isCut ? whole.subarray(0, at + 1) : hurt;
        const outcome = await receive(sent, 11).catch((error: { code?: string }) => error.code);
        if (typeof outcome === 'object') expect(outcome.stored.length).toBe(sent.length);
        else expect(outcome).toBe('too_large');
      }),
      { numRuns: 500 },
    );
  },
);

test('any bytes behind the head of an image are taken in, with as many bytes as came', async () => {
  const heads = [
    '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x04\0\0\0\x03',
    '\xff\xd8\xff',
    'GIF89a',
    'RIFF\x40\0\0\0WEBPVP8X',
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }), async (head, bytes) => {
      const sent = Buffer.concat([Buffer.from(head, 'latin1'), bytes]);
      const outcome = await receive(sent, 11).catch((error: { code?: string }) => error.code);
      if (typeof outcome === 'object') expect(outcome.stored.length).toBe(sent.length);
      else expect(outcome).toBe('too_large');
    }),
    { numRuns: 2_000 },
  );
});

test('a picture of 50,000 by 50,000 pixels is refused by its head', async () => {
  await expect(receive(png([], { width: 50_000, height: 50_000 }))).rejects.toMatchObject({ code: 'too_large' });
});

test('a chunk that says it is two gigabytes long costs nothing', async () => {
  const sent = png([Buffer.concat([Buffer.from([0x7f, 0xff, 0xff, 0xff]), Buffer.from('tEXt'), secret])]);
  const before = process.cpuUsage();

  expect(await receive(sent)).toMatchObject({ type: 'application/octet-stream' });
  // By the work that is done, not by the clock: others may have the machine meanwhile.
  const { user, system } = process.cpuUsage(before);
  expect(user + system).toBeLessThan(200_000);
});

test.each([
  ['more', 9],
  ['less', 11],
])('a body that is %s than it promised is refused', async (_name, length) => {
  const body = inPieces(Buffer.alloc(10), 3);
  await expect(receiveFile(body, length, async () => {})).rejects.toMatchObject({ code: 'invalid' });
});

test('what is over 20 MB is refused while it comes', async () => {
  let asked = 0;
  const endless = async function* () {
    for (;;) yield new Uint8Array(++asked && 1_000_000);
  };
  await expect(receiveFile(endless(), Number.MAX_SAFE_INTEGER, async () => {})).rejects.toMatchObject({
    code: 'too_large',
  });
  expect(asked).toBe(21);
});
