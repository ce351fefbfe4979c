import type { Clock } from '@everthread/shared/client/clock';
import { type Chance, newUuid } from '@everthread/shared/client/message-id';
import { putFile, startUpload, uploadPath } from '@everthread/shared/client/upload';
import { FILE_MAX_BYTES } from '@everthread/shared/file-limits';
import type { AttachmentId } from '@everthread/shared/models/ids';
import type { Api } from '../api.ts';
import type { ComposerModel } from './composer-model.ts';
import type { FilesModel } from './files-model.ts';
import type { ThreadModel } from './thread-model.ts';

export type UploadParts = {
  api: Pick<Api, 'withAccess'>;
  thread: Pick<ThreadModel, 'threadForFiles'>;
  composer: ComposerModel;
  files: Pick<FilesModel, 'keep'>;
  clock: Clock;
  random: () => number;
  chance: Chance;
};

const MOST_FILES = 10; // as in shared/models/message, which would bring its validator along

/** Puts files beside the words and sends them off. What is too large is said at once and never sent. */
export function addFiles(parts: UploadParts, files: readonly File[]): void {
  const { composer } = parts;
  const room = MOST_FILES - composer.files.value.length;
  composer.hasTooManyFiles.value = files.length > room;
  for (const file of files.slice(0, room)) {
    const id = newUuid(parts.chance) as AttachmentId;
    if (file.size > FILE_MAX_BYTES) {
      composer.putFile({ id, file, state: { name: 'too_large' }, again() {}, cancel() {} });
      continue;
    }
    composer.putFile({
      id,
      file,
      state: { name: 'waiting' },
      again: () => upload.again(),
      cancel: () => upload.cancel(),
    });
    const upload = startUpload(
      async (signal, onPart) => {
        const thread = await parts.thread.threadForFiles();
        const url = `/api/visitor/${uploadPath(`threads/${thread}`, id, file.name)}`;
        return parts.api.withAccess((token) =>
          putFile(url, file, { authorization: `Bearer ${token}` }, signal, onPart),
        );
      },
      (state) => {
        if (state.name === 'stored') parts.files.keep(state.attachment);
        composer.noteFile(id, state);
      },
      parts,
    );
  }
}
