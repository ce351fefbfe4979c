/** There is more of it than is read. */
export class TooLongError extends Error {
  override name = 'TooLongError';
}

/**
 * What an answer says, at most so much of it and until `signal` comes. Counts what it has unpacked: a length may be missing
 * or a lie, and little can unpack to much.
 */
export async function readText(response: Response, maxBytes: number, signal: AbortSignal): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const late = new Promise<never>((_, refuse) => {
    signal.addEventListener('abort', () => refuse(signal.reason), { once: true });
  });
  late.catch(() => {});
  const chunks: Uint8Array[] = [];
  try {
    for (let bytes = 0; ; ) {
      const { done, value } = await Promise.race([reader.read(), late]);
      if (done) break;
      bytes += value.byteLength;
      if (bytes > maxBytes) throw new TooLongError('Too long');
      chunks.push(value);
    }
    return new TextDecoder().decode(Buffer.concat(chunks));
  } finally {
    // Not waited for: who sends a byte a second may take as long to stop.
    void reader.cancel().catch(() => {});
  }
}
