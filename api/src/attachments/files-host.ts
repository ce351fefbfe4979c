import { createMiddleware } from 'hono/factory';
import { PHOTO_TYPES } from '../agents/photo-types.ts';
import { ARTICLE_IMAGE_TYPES } from '../articles/article-images.ts';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import type { ApiEnv } from '../http/api-env.ts';
import { readFileLink } from './file-link.ts';
import { contentDisposition } from './file-name.ts';
import { serveArticleImage, servePicture } from './serve-picture.ts';

const LINK = /^\/files\/([\w-]+\.[\w-]+\.[\w-]+)$/;
const PHOTO = /^\/(photos\/[0-9a-f-]{36}\/[0-9a-f]{40}\.(\w+))$/;
const ARTICLE_IMAGE =
  /^\/article-images\/([0-9a-f-]{36})\/(?:([\w-]+\.[\w-]+\.[\w-]+)\/)?([0-9a-f]{40}-\d{1,5}x\d{1,5}\.(\w+))$/;

/**
 * Strangers' files are served from a host of their own, where there is no app, no cookie and no other file that they
 * could reach; and nothing else is served there.
 */
export const filesHost = createMiddleware<ApiEnv>(async (c, next) => {
  const { config, now } = c.var.surroundings;
  const { host, pathname } = new URL(c.req.url);
  if (host !== hostOf(config)) return next();

  const isRead = ['GET', 'HEAD'].includes(c.req.method);
  const [, photo, extension = ''] = PHOTO.exec(pathname) ?? [];
  if (photo && isRead) return servePicture(c, photo, PHOTO_TYPES[extension]);
  const [, workspace, pass, image = '', end = ''] = ARTICLE_IMAGE.exec(pathname) ?? [];
  if (workspace && isRead)
    return serveArticleImage(c, { workspace, pass, name: image, type: ARTICLE_IMAGE_TYPES[end] });
  const [, token] = LINK.exec(pathname) ?? [];
  if (!token || !isRead) throw new AppError('not_found', 'There is nothing here');
  const link = await readFileLink(config, now(), token);
  if (!link)
    throw new AppError('not_found', 'This link has ended. Go back to the conversation and open the file again');
  const { name, type, isImage, storageKey } = link.file;
  const object = await c.env.FILES.get(storageKey);
  if (!object) throw new AppError('not_found', 'This file is no longer there');
  return new Response(c.req.method === 'HEAD' ? null : object.body, {
    headers: {
      'Content-Type': isImage ? type : 'application/octet-stream',
      'Content-Length': String(object.size),
      'Content-Disposition': contentDisposition(isImage ? 'inline' : 'attachment', name),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': `private, max-age=${link.secondsLeft}`,
    },
  });
});

const hosts = new WeakMap<Config, string>();
function hostOf(config: Config): string {
  const host = hosts.get(config) ?? new URL(config.filesUrl).host;
  hosts.set(config, host);
  return host;
}
