import { FILE_MAX_BYTES } from '@everthread/shared/file-limits';
import { AttachmentId, type ThreadId } from '@everthread/shared/models/ids';
import { MOST_ATTACHMENTS } from '@everthread/shared/models/message';
import { cleanName } from '../attachments/file-name.ts';
import { uploadFile } from '../attachments/upload-file.ts';
import type { AbsentAgentActor, Context, MailSender } from '../context.ts';
import { AppError } from '../errors.ts';
import { log } from '../log.ts';
import { mailId } from './mail-key.ts';
import type { ReceivedMail } from './received-mail.ts';

/**
 * Keeps what came with a mail as what is sent in the messenger is kept: types by content, notes in pictures removed.
 * What may not be kept is left out, so that the words arrive all the same. Safe to repeat.
 */
export async function keepMailedFiles(
  ctx: Context<MailSender | AbsentAgentActor>,
  bucket: R2Bucket,
  threadId: ThreadId,
  mail: ReceivedMail,
): Promise<AttachmentId[]> {
  const kept: AttachmentId[] = [];
  for (const [at, { name, bytes }] of mail.files.entries()) {
    if (kept.length >= MOST_ATTACHMENTS || bytes.byteLength > FILE_MAX_BYTES) continue;
    const id = AttachmentId.parse(mailId(ctx.actor.workspaceId, mail, `file ${at}`));
    try {
      await uploadFile(ctx, bucket, threadId, { id, name: cleanName(name), size: bytes.byteLength }, once(bytes));
      kept.push(id);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'unavailable') throw error;
      log('mail.file_left_out', { workspaceId: ctx.actor.workspaceId, code: error.code });
      if (error.code === 'too_many') break; // of the others no more will be kept
    }
  }
  return kept;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
