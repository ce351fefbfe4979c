import { createHash } from 'node:crypto';
import { PHOTO_MAX_BYTES, PHOTO_MAX_SIDE } from '@everthread/shared/file-limits';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import { and, eq, sql } from 'drizzle-orm';
import { receiveFile } from '../attachments/receive-file.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { AppError } from '../errors.ts';
import { forgetEmbedPolicy } from '../workspaces/embed-policy.ts';
import { workspaceChanged } from '../workspaces/workspace-changed.ts';
import { PHOTO_TYPES } from './photo-types.ts';
import { photoUrl } from './photo-url.ts';

const photoKey = (workspaceId: WorkspaceId | string, photo: string): string => `photos/${workspaceId}/${photo}`;

/**
 * Gives the asking agent a photo. What it tells about its making is taken out of it. It is public, under a name made of
 * its bytes: visitors see it. Returns where.
 */
export async function setPhoto(
  ctx: Context<AgentActor>,
  files: R2Bucket,
  size: number,
  body: AsyncIterable<Uint8Array>,
): Promise<string> {
  if (size > PHOTO_MAX_BYTES) throw new AppError('too_large', 'A photo can be 512 KB at most');
  const { workspaceId } = ctx.actor;
  await inWorkspace(atLeast('viewer', ctx), []); // before a byte of a stranger's is kept
  const parts: Uint8Array[] = [];
  const { type, width, height } = await receiveFile(body, size, async (bytes) => void parts.push(bytes.slice()));
  const extension = Object.entries(PHOTO_TYPES).find(([, photoType]) => photoType === type)?.[0];
  if (!extension || !width || !height) throw new AppError('invalid', 'A photo is a PNG, JPEG or WebP picture');
  if (Math.max(width, height) > PHOTO_MAX_SIDE)
    throw new AppError('invalid', 'A photo can be 1024 pixels wide at most');
  const bytes = Buffer.concat(parts);
  const photo = `${createHash('sha256').update(bytes).digest('hex').slice(0, 40)}.${extension}`;
  await files.put(photoKey(workspaceId, photo), bytes);
  await keepPhoto(ctx, files, photo);
  return photoUrl(ctx.config, workspaceId, photo);
}

/** Takes the asking agent's photo away. */
export async function removePhoto(ctx: Context<AgentActor>, files: R2Bucket): Promise<void> {
  await keepPhoto(ctx, files, null);
}

async function keepPhoto(ctx: Context<AgentActor>, files: R2Bucket, photo: string | null): Promise<void> {
  const { workspaceId } = ctx.actor;
  const self = and(eq(agents.workspaceId, workspaceId), eq(agents.id, sql`current_agent()`));
  const [[before], , , users] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db.select({ photo: agents.photo }).from(agents).where(self).for('no key update'),
    ctx.db.update(agents).set({ photo }).where(self),
    ctx.db.execute(workspaceChanged(ctx, sql`(select current_workspace() as workspace_id) as changed`)),
    ctx.db.select({ photo: agents.photo }).from(agents).where(eq(agents.workspaceId, workspaceId)),
  ]);
  forgetEmbedPolicy(ctx.db, workspaceId);
  const old = before?.photo;
  // Two may have chosen the same picture.
  if (old && !users.some((agent) => agent.photo === old)) await files.delete(photoKey(workspaceId, old));
}
