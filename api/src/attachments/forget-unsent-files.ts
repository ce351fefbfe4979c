import type { WorkspaceId } from '@everthread/shared/models/ids';
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace, runBatch } from '../db/in-workspace.ts';
import { attachments } from '../db/schema/attachments.ts';
import { removedBefore } from './life-of-uploads.ts';
import { removeObjects } from './remove-objects.ts';

const MOST_WORKSPACES = 50;
const MOST_FILES = 50;

/** Removes what was uploaded and never sent. The bytes first: a row that is left leads to them the next time. */
export async function forgetUnsentFiles(surroundings: Surroundings, files: R2Bucket): Promise<void> {
  const before = removedBefore(surroundings.now());
  const [result] = await runBatch(surroundings.db, [
    surroundings.db.execute(
      sql`select workspaces_with_unsent_files(${before.toISOString()}::timestamptz, ${MOST_WORKSPACES}) as id`,
    ),
  ]);
  for (const { id } of (result as { rows: { id: WorkspaceId }[] }).rows) {
    await forgetIn({ ...surroundings, actor: { kind: 'system', workspaceId: id } }, files, before);
  }
}

async function forgetIn(ctx: Context<SystemActor>, files: R2Bucket, before: Date): Promise<void> {
  const unsent = and(
    eq(attachments.workspaceId, ctx.actor.workspaceId),
    isNull(attachments.messageId),
    lt(attachments.createdAt, before),
  );
  const [rows] = await inWorkspace(ctx, [
    ctx.db
      .select({ id: attachments.id, storageKey: attachments.storageKey })
      .from(attachments)
      .where(unsent)
      .limit(MOST_FILES),
  ]);
  for (const { storageKey } of rows) await removeObjects(files, storageKey);
  if (rows.length === 0) return;
  const those = inArray(
    attachments.id,
    rows.map(({ id }) => id),
  );
  await inWorkspace(ctx, [ctx.db.delete(attachments).where(and(unsent, those))]);
}
