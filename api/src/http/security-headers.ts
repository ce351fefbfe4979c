import { createMiddleware } from 'hono/factory';

/** On every answer. No route sends CORS headers: the messenger and the inbox live on this origin, nobody else may read. */
export const securityHeaders = createMiddleware(async (c, next) => {
  await next();
  if (c.res.status === 101) return; // a socket's answer carries nothing else
  const { headers } = c.res;
  headers.set('X-Content-Type-Options', 'nosniff');
  if (!headers.has('Referrer-Policy')) headers.set('Referrer-Policy', 'strict-origin-when-cross-origin');
  headers.set('Strict-Transport-Security', 'max-age=31536000');
  headers.append('Vary', 'Origin');
  // workerd adds none. The messenger tells the time by it: the visitor's own clock may be years off.
  headers.set('Date', new Date().toUTCString());
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  if (!headers.has('Content-Security-Policy'))
    headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
});
