import { and, eq, isNull } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { attachments } from '../db/schema/attachments.ts';
import { AppError } from '../errors.ts';
import { nameOfType } from './file-name.ts';
import type { ReceivedFile } from './receive-file.ts';
import type { Uploader, UploadRow } from './reserve-upload.ts';

/** Notes that all bytes lie under this key, unless another try of the same upload was quicker. Returns what stands. */
export async function finishUpload(
  ctx: Context<Uploader>,
  row: UploadRow,
  storageKey: string,
  size: number,
  { digest, type, extensions, width, height }: ReceivedFile,
): Promise<UploadRow & { digest: string }> {
  const thatRow = and(eq(attachments.workspaceId, row.workspaceId), eq(attachments.id, row.id));
  const [, [stored]] = await inWorkspace(ctx, [
    ctx.db
      .update(attachments)
      .set({ storageKey, size, digest, type, name: nameOfType(row.name, extensions), width, height })
      .where(and(thatRow, isNull(attachments.digest))),
    ctx.db.select().from(attachments).where(thatRow),
  ]);
  if (!stored?.digest) throw new AppError('not_found', 'No such thread'); // erased meanwhile
  return { ...stored, digest: stored.digest };
}
