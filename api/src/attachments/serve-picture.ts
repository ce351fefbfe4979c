import { WorkspaceId } from '@everthread/shared/models/ids';
import type { Context as HonoContext } from 'hono';
import { findArticleImage } from '../articles/find-article-image.ts';
import { AppError } from '../errors.ts';
import type { ApiEnv } from '../http/api-env.ts';
import { clientIp } from '../http/client-ip.ts';
import { spend } from '../http/rate-limit.ts';

/** A picture that is never another under the same name. By default it is public for ever, such as an agent's photo. */
export async function servePicture(
  c: HonoContext<ApiEnv>,
  key: string,
  type: string | undefined,
  caching = 'public, max-age=31536000, immutable',
): Promise<Response> {
  const object = type === undefined ? null : await c.env.FILES.get(key);
  if (!type || !object) throw new AppError('not_found', 'There is nothing here');
  return new Response(c.req.method === 'HEAD' ? null : object.body, {
    headers: {
      'Content-Type': type,
      'Content-Length': String(object.size),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': caching,
    },
  });
}

type AskedImage = { workspace: string; pass: string | undefined; name: string; type: string | undefined };

/** Whether somebody may see it can change, what it shows cannot: so the browser asks again soon, and is told that it has it. */
export async function serveArticleImage(c: HonoContext<ApiEnv>, { workspace, pass, name, type }: AskedImage) {
  await spend(c.env.WORKSPACE_LIMIT, `images ${clientIp(c)}`, 10); // an office reads one article together
  const { success, data: workspaceId } = WorkspaceId.safeParse(workspace);
  const key = success ? await findArticleImage(c.var.surroundings, { workspaceId, pass, name }) : undefined;
  if (key === undefined) throw new AppError('not_found', 'There is nothing here');
  const headers = { 'Cache-Control': `${pass ? 'private' : 'public'}, max-age=300`, ETag: `"${name}"` };
  if (c.req.header('If-None-Match') === headers.ETag) return new Response(null, { status: 304, headers });
  const response = await servePicture(c, key, type, headers['Cache-Control']);
  response.headers.set('ETag', headers.ETag);
  return response;
}
