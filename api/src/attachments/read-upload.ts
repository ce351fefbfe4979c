import { FILE_MAX_BYTES } from '@everthread/shared/file-limits';
import type { Context as HonoContext } from 'hono';
import { AppError } from '../errors.ts';
import { fileTooLarge } from './receive-file.ts';

const SILENCE_MS = 30_000;
const LONGEST_MS = 15 * 60_000;

/** The raw body of an upload and the length that it promises. Throws before a byte is read where that is too much. */
export function readUpload(c: HonoContext): { size: number; body: AsyncIterable<Uint8Array> } {
  const size = Number(c.req.header('Content-Length') ?? Number.NaN);
  if (!Number.isInteger(size)) throw new AppError('length_required', 'Send the file with its Content-Length');
  if (size > FILE_MAX_BYTES) throw fileTooLarge();
  if (size <= 0 || !c.req.raw.body) throw new AppError('invalid', 'This file is empty');
  return { size, body: unlessSilent(c.req.raw.body) };
}

/** Throws where the sender has gone, says nothing for half a minute, or takes for ever. */
async function* unlessSilent(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const whole = startTimeout(LONGEST_MS);
  try {
    for (;;) {
      const silence = startTimeout(SILENCE_MS);
      const reading = reader.read().catch(() => Promise.reject(cutOff()));
      const { done, value } = await Promise.race([reading, silence.ends, whole.ends]).finally(silence.stop);
      if (done) return;
      yield value;
    }
  } finally {
    whole.stop();
    await reader.cancel().catch(() => {});
  }
}

function startTimeout(ms: number): { ends: Promise<never>; stop(): void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(cutOff()), ms);
  promise.catch(() => {}); // it may end while nobody waits
  return { ends: promise, stop: () => clearTimeout(timer) };
}

const cutOff = () => new AppError('invalid', 'The upload was cut off. Send it again under the same id');
