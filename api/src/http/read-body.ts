import { AppError } from '../errors.ts';
import { tooLarge } from './on-error.ts';

/** What a request says. Counts while it reads, because `Content-Length` may be missing or a lie. Throws `too_large`. */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get('Content-Length')) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(Buffer.concat(chunks));
  } catch {
    throw new AppError('invalid', 'The body is not valid UTF-8');
  }
}
