import { FILE_MAX_BYTES } from '@everthread/shared/file-limits';
import type { ThreadId } from '@everthread/shared/models/ids';
import { MOST_ATTACHMENTS } from '../../limits.ts';
import { type DraftsModel, filesOf, modeOf } from '../../models/drafts-model.ts';

/** Puts chosen files to what is being written. Tells how many there was no room for. */
export async function attachFiles(
  drafts: DraftsModel,
  threadId: ThreadId,
  threadPath: string,
  chosen: readonly File[],
): Promise<number> {
  const mode = modeOf(drafts, threadId);
  const { createFiles } = await import('./around-the-files.ts');
  const model = filesOf(drafts, threadId, mode) ?? createFiles(threadPath);
  drafts.attach(threadId, mode, model);
  const room = Math.max(0, MOST_ATTACHMENTS - model.files.peek().length);
  for (const file of chosen.slice(0, room)) {
    const isFit = file.size > 0 && file.size <= FILE_MAX_BYTES;
    if (isFit) model.add([file]);
    else model.refuse(file, new Error('This file cannot be sent'));
  }
  return Math.max(0, chosen.length - room);
}
