import { createMiddleware } from 'hono/factory';
import { AppError } from '../errors.ts';
import { readBody } from './read-body.ts';

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
    await readBody(c.req.raw, LONG.test(c.req.path) ? MAX_LONG_BYTES : MAX_BYTES),
  ) as never;
  await next();
});
