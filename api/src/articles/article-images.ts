import { createHash } from 'node:crypto';
import type { ArticleImage } from '@everthread/shared/client/article-image';
import { ARTICLE_IMAGE_MAX_BYTES, ARTICLE_IMAGE_MAX_SIDE } from '@everthread/shared/file-limits';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import { receiveFile } from '../attachments/receive-file.ts';
import type { Config } from '../config.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { AppError } from '../errors.ts';

/** What an article's image may be, by the end of its name. Also how it is served. */
export const ARTICLE_IMAGE_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
};

/**
 * Keeps an image for articles, without what it tells about its making. Its name is made of its bytes: who has none of
 * the articles that show it can neither guess nor learn it. Safe to repeat.
 */
export async function keepArticleImage(
  ctx: Context<AgentActor>,
  files: R2Bucket,
  size: number,
  body: AsyncIterable<Uint8Array>,
): Promise<ArticleImage> {
  if (size > ARTICLE_IMAGE_MAX_BYTES) throw new AppError('too_large', 'An image can be 5 MB at most');
  await inWorkspace(ctx, []); // before a byte of a stranger's is kept
  const parts: Uint8Array[] = [];
  const { type, width, height } = await receiveFile(body, size, async (bytes) => void parts.push(bytes.slice()));
  const extension = Object.entries(ARTICLE_IMAGE_TYPES).find(([, imageType]) => imageType === type)?.[0];
  if (!extension || !width || !height) {
    throw new AppError('invalid', 'An image is a PNG, JPEG, GIF, WebP or AVIF picture');
  }
  if (Math.max(width, height) > ARTICLE_IMAGE_MAX_SIDE) {
    throw new AppError('invalid', 'An image can be 8192 pixels wide and high at most');
  }
  const bytes = Buffer.concat(parts);
  const digest = createHash('sha256').update(ctx.actor.workspaceId).update(bytes).digest('hex').slice(0, 40);
  const name = `${digest}-${width}x${height}.${extension}`;
  await files.put(`article-images/${ctx.actor.workspaceId}/${name}`, bytes);
  return { name, width, height };
}

/** Where a workspace's images are shown from; the name of one goes behind it. */
export const articleImagesAt = ({ filesUrl }: Config, workspaceId: WorkspaceId): string =>
  `${filesUrl}/article-images/${workspaceId}/`;
