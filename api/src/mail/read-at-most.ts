import { log } from '../log.ts';
import { LARGEST_MAIL_BYTES } from './parse-mail.ts';

/** A mail as it came; null where it is larger than what can be taken in. */
export async function readAtMost(stream: ReadableStream<Uint8Array>): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > LARGEST_MAIL_BYTES) {
      log('mail.too_large');
      return null;
    }
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
