import { createHash } from 'node:crypto';
import type { ArticleImage } from '@everthread/shared/client/article-image';
import { ARTICLE_IMAGE_MAX_BYTES, ARTICLE_IMAGE_MAX_SIDE } from '@everthread/shared/file-limits';
import { sql } from 'drizzle-orm';
import { receiveFile } from '../attachments/receive-file.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleImages } from '../db/schema/article-images.ts';
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
 * Keeps an image for articles, without what it tells about its making. The team alone sees it, until an article is published
 * that shows it. Its name is made of its bytes. Safe to repeat.
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
  // The row first: nothing is stored that none leads to.
  await files.put(await keepRow(ctx, name), bytes);
  return { name, width, height };
}

/** Where the bytes of that name belong. The same again, unless what was there is just being removed. */
async function keepRow(ctx: Context<AgentActor>, name: string): Promise<string> {
  const { workspaceId } = ctx.actor;
  const id = ctx.newId();
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<{ storage_key: string }>(sql`
      insert into ${articleImages} as kept (workspace_id, id, name, storage_key, looked_at, unused_since)
      values (${workspaceId}::uuid, ${id}::uuid, ${name}, ${`article-images/${workspaceId}/${id}`}, ${now}, ${now})
      on conflict (workspace_id, name) where removed_at is null
        do update set unused_since = case when kept.unused_since is not null then excluded.unused_since end
      returning storage_key`),
  ]);
  return rows[0]?.storage_key as string;
}
