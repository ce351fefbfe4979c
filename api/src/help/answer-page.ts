import { createHash } from 'node:crypto';
import type { Context as HonoContext } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Config } from '../config.ts';
import type { ApiEnv } from '../http/api-env.ts';
import type { Markup } from './pages/block-nodes.ts';

/** What was taken back is gone for everybody after so long, whoever kept it for others. */
const FRESH_FOR_SECONDS = 60;

/**
 * The strictest policy that these pages can live under: our style, our two scripts, our pictures and the messenger's
 * frame. No script and no style within the page, and no string that becomes one.
 */
const policy = ({ publicUrl, filesUrl }: Config): string =>
  [
    "default-src 'none'",
    `script-src ${publicUrl}/assets/ ${publicUrl}/w.js`,
    `style-src ${publicUrl}/assets/`,
    `img-src 'self' ${filesUrl}`,
    "connect-src 'self'",
    `frame-src ${publicUrl}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

type About = { status?: ContentfulStatusCode; isKept?: boolean; vary?: string };

/** A page as it goes out. One that did not change is not sent twice. */
export async function answerPage(c: HonoContext<ApiEnv>, markup: Markup, about: About = {}): Promise<Response> {
  const { status = 200, isKept = status === 200, vary } = about;
  const body = String(await markup);
  const headers: Record<string, string> = { 'Content-Security-Policy': policy(c.var.surroundings.config) };
  if (vary) headers.Vary = vary;
  return isKept ? answerKept(c, body, 'text/html; charset=utf-8', headers) : c.html(body, status, headers);
}

/** What everybody gets alike, and may be kept a moment. */
export function answerKept(
  c: HonoContext<ApiEnv>,
  body: string,
  type: string,
  more: Record<string, string> = {},
): Response {
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const headers = { ...more, ETag: tag, 'Cache-Control': `public, max-age=${FRESH_FOR_SECONDS}` };
  const known = (c.req.header('If-None-Match') ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (known.includes(tag) || known.includes('*')) return c.body(null, 304, headers);
  return c.body(body, 200, { ...headers, 'Content-Type': type });
}
