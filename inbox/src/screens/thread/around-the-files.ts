import { realClock } from '@everthread/shared/client/clock';
import { newUuid } from '@everthread/shared/client/message-id';
import { putFile, uploadPath } from '@everthread/shared/client/upload';
import type { AttachmentId } from '@everthread/shared/models/ids';
import { FilesModel } from '../../models/files-model.ts';

// All that is needed once files are chosen: fetched with the first of them.
export { DraftFiles } from './draft-files.tsx';

/** The files for what is being written in a thread, put where the thread's files are. */
export const createFiles = (threadPath: string): FilesModel =>
  new FilesModel({
    clock: realClock,
    random: Math.random,
    newId: () => newUuid((bytes) => crypto.getRandomValues(bytes)) as AttachmentId,
    put: (id, file) => (signal, onPart) => putFile(uploadPath(threadPath, id, file.name), file, {}, signal, onPart),
  });
