import PostalMime, { type Email } from 'postal-mime';

const LIMITS = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, rfc822Attachments: true };
const MOST_PARTS = 500;
const MOST_LINES = 350_000; // twenty megabytes of Base64 have 270,000
const MOST_HEADER_LINES = 2_000;
const LONGEST_LINE = 10_000; // none that divides parts is as long
const A_LINE = 20; // bytes that a line counts for beside its own
const MOST_TEXT_BYTES = 2 * 1024 * 1024;
const MOST_FLOWED_BYTES = 128 * 1024;

/** What of the reader's own is looked at while it reads. */
type Reading = {
  currentNode: Part;
  processLine(line: Uint8Array, isLast: boolean): Promise<void>;
  finalize(): Promise<void>;
};
type Part = {
  state: 'header' | 'body' | 'finished';
  headerLines: readonly string[];
  contentType: { parsed?: Structured };
  contentDisposition: { parsed?: Structured };
  contentDecoder: false | { update(line: Uint8Array): void };
};
type Structured = { value: string | false; params: Readonly<Record<string, string>> };

/**
 * Reads a mail's parts. The reader takes the square of how many parts there are, and of the lines of a text that flows, and
 * keeps each line by itself: of a mail that is made of nothing else no more is read than people write. `isCut`: there was
 * more of it. A mail within it is a file.
 */
export async function readMime(raw: Uint8Array): Promise<{ mail: Email; isCut: boolean }> {
  const reader = new PostalMime(LIMITS);
  const reading = reader as unknown as Reading;
  const read = reading.processLine.bind(reader);
  let part = reading.currentNode;
  let parts = 1;
  let lines = 0;
  let left = Number.POSITIVE_INFINITY; // so many bytes of this part
  let isCut = false;

  reading.processLine = async (line, isLast) => {
    lines += 1;
    isCut ||= lines > MOST_LINES || parts > MOST_PARTS || part.headerLines.length > MOST_HEADER_LINES;
    if (isCut) return isLast ? reading.finalize() : undefined;
    const isHeader = part.state === 'header';
    await read(line.length > LONGEST_LINE ? line.subarray(0, Math.max(0, left)) : line, isLast);
    left -= line.length + A_LINE;
    if (reading.currentNode !== part) {
      part = reading.currentNode;
      parts += 1;
      left = Number.POSITIVE_INFINITY;
    } else if (isHeader) left = part.state === 'body' ? mostBytesOf(part) : left;
    else if (left <= 0 && part.contentDecoder) part.contentDecoder.update = () => {}; // it goes on to look for the end
  };
  const mail = await reader.parse(raw);
  return { mail, isCut };
}

/** Files are limited by the mail. */
function mostBytesOf({ contentType, contentDisposition }: Part): number {
  const isText = contentType.parsed?.value === 'text/plain' || contentType.parsed?.value === 'text/html';
  if (!isText || contentDisposition.parsed?.value === 'attachment') return Number.POSITIVE_INFINITY;
  return /^flowed$/i.test(contentType.parsed?.params.format ?? '') ? MOST_FLOWED_BYTES : MOST_TEXT_BYTES;
}
