import type { Context as HonoContext } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';

/**
 * The inbox's service worker, under the one address that it will always have. The browser must be able to see a newer
 * one at once; it may serve `/inbox` itself, which lies above it; and it speaks with nobody but us.
 */
export async function inboxWorker(c: HonoContext<ApiEnv>): Promise<Response> {
  const stored = await c.env.ASSETS.fetch(new URL('/inbox-worker.js', c.req.url));
  return c.body(await stored.text(), 200, {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'no-cache',
    'Service-Worker-Allowed': '/inbox',
    'Content-Security-Policy': "default-src 'none'; connect-src 'self'",
  });
}

/** What a browser needs to know to install the inbox. */
export async function inboxManifest(c: HonoContext<ApiEnv>): Promise<Response> {
  const stored = await c.env.ASSETS.fetch(new URL('/inbox.webmanifest', c.req.url));
  return c.body(await stored.text(), 200, {
    'Content-Type': 'application/manifest+json; charset=utf-8',
    'Cache-Control': 'no-cache',
  });
}
