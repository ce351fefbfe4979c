import { createMiddleware } from 'hono/factory';
import { AppError } from '../errors.ts';
import { tooLarge } from './on-error.ts';

const MAX_BYTES = 64 * 1024;
/** An article may be long, and so may a calendar. */
const MAX_LONG_BYTES = 1024 * 1024;
const LONG = /^\/api\/workspaces\/[^/]+\/(articles(\/|$)|hours\/calendar$)/;
/** The only bodies that are not JSON: a file, sent as it is. No cross-site form can PUT. */
const UPLOAD =
  /^\/api\/((visitor|workspaces\/[^/]+)\/threads\/[^/]+\/attachments\/[^/]+|workspaces\/[^/]+\/(profile\/photo|logo|article-images))$/;

/**
 * A body is JSON of at most 64 KB (an article's or a calendar's 1 MB), or the request is refused before anything reads it as something else. No cross-site
 * form can send `application/json`.
 */
export const jsonOnly = createMiddleware(async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'DELETE') return next();
  if (c.req.method === 'PUT' && UPLOAD.test(c.req.path)) return next();
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('Content-Type') ?? '')) {
    throw new AppError('unsupported_media_type', 'Send a JSON body with Content-Type: application/json');
  }
  // Where hono looks for a body that was read before.
  c.req.bodyCache.text = Promise.resolve(
    await readText(c.req.raw, LONG.test(c.req.path) ? MAX_LONG_BYTES : MAX_BYTES),
  ) as never;
  await next();
});

/** Counts while it reads, because `Content-Length` may be missing or a lie. */
async function readText(request: Request, maxBytes: number): Promise<string> {
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
