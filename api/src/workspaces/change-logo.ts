import { createHash } from 'node:crypto';
import { PHOTO_MAX_BYTES, PHOTO_MAX_SIDE } from '@everthread/shared/file-limits';
import { eq, sql } from 'drizzle-orm';
import { PHOTO_TYPES } from '../agents/photo-types.ts';
import { photoUrl } from '../agents/photo-url.ts';
import { receiveFile } from '../attachments/receive-file.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { AppError } from '../errors.ts';
import { workspaceChanged } from './workspace-changed.ts';

/** Gives the workspace a logo, without what it tells about its making. It is public. For owners and admins. Returns where. */
export async function setLogo(
  ctx: Context<AgentActor>,
  files: R2Bucket,
  size: number,
  body: AsyncIterable<Uint8Array>,
): Promise<string> {
  if (size > PHOTO_MAX_BYTES) throw new AppError('too_large', 'A logo can be 512 KB at most');
  const { workspaceId } = ctx.actor;
  await inWorkspace(atLeast('admin', ctx), []); // before a byte of a stranger's is kept
  const parts: Uint8Array[] = [];
  const { type, width, height } = await receiveFile(body, size, async (bytes) => void parts.push(bytes.slice()));
  const extension = Object.entries(PHOTO_TYPES).find(([, photoType]) => photoType === type)?.[0];
  if (!extension || !width || !height) throw new AppError('invalid', 'A logo is a PNG, JPEG or WebP picture');
  if (Math.max(width, height) > PHOTO_MAX_SIDE) throw new AppError('invalid', 'A logo can be 1024 pixels wide at most');
  const bytes = Buffer.concat(parts);
  // Never the name of a photo: an agent's goes with him.
  const digest = createHash('sha256').update('logo').update(bytes).digest('hex').slice(0, 40);
  const logo = `${digest}.${extension}`;
  await files.put(`photos/${workspaceId}/${logo}`, bytes);
  await keepLogo(ctx, files, logo);
  return photoUrl(ctx.config, workspaceId, logo);
}

/** Takes the workspace's logo away. For owners and admins. */
export async function removeLogo(ctx: Context<AgentActor>, files: R2Bucket): Promise<void> {
  await keepLogo(ctx, files, null);
}

async function keepLogo(ctx: Context<AgentActor>, files: R2Bucket, logo: string | null): Promise<void> {
  const { workspaceId } = ctx.actor;
  const own = eq(workspaces.id, workspaceId);
  const changed = sql`(select current_workspace() as workspace_id) as changed`;
  const [[before]] = await inWorkspace(atLeast('admin', ctx), [
    ctx.db.select({ logo: workspaces.logo }).from(workspaces).where(own).for('no key update'),
    ctx.db.update(workspaces).set({ logo }).where(own),
    ctx.db.execute(recordAudit(ctx, 'workspace.help_changed', { subject: 'Logo' }, changed)),
    ctx.db.execute(workspaceChanged(ctx, changed)),
  ]);
  const old = before?.logo;
  if (old && old !== logo) await files.delete(`photos/${workspaceId}/${old}`);
}
