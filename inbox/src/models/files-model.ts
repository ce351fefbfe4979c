import type { Clock } from '@everthread/shared/client/clock';
import { type PutFile, startUpload, type Upload, type UploadState } from '@everthread/shared/client/upload';
import type { Attachment } from '@everthread/shared/models/attachment';
import type { AttachmentId } from '@everthread/shared/models/ids';
import { computed, createModel, signal } from '@preact/signals';

/** `file`: its bytes, where this window has them. */
export type DraftFile = {
  id: AttachmentId;
  name: string;
  size: number;
  file: File | undefined;
  state: UploadState;
};

export type FilesTools = {
  clock: Clock;
  random: () => number;
  newId: () => AttachmentId;
  put: (id: AttachmentId, file: File) => PutFile;
};

/** The files that will go with what is being written: on their way from the moment they are chosen. */
export const FilesModel = createModel((tools: FilesTools) => {
  const files = signal<readonly DraftFile[]>([]);
  const uploads = new Map<AttachmentId, Upload>();

  function setState(id: AttachmentId, state: UploadState): void {
    files.value = files.peek().map((other) => (other.id === id ? { ...other, state } : other));
  }

  function remove(id: AttachmentId): void {
    uploads.get(id)?.cancel();
    uploads.delete(id);
    files.value = files.peek().filter((other) => other.id !== id);
  }

  return {
    files,
    isWhole: computed(() => files.value.every(({ state }) => state.name === 'stored')),
    remove,
    add(chosen: readonly File[]) {
      for (const file of chosen) {
        const id = tools.newId();
        files.value = [...files.peek(), { id, ...of(file), state: { name: 'sending', part: 0 } }];
        uploads.set(
          id,
          startUpload(tools.put(id, file), (state) => setState(id, state), tools),
        );
      }
    },
    /** It cannot be sent and was never tried: too large, or empty. */
    refuse(file: File, error: Error) {
      files.value = [...files.peek(), { id: tools.newId(), ...of(file), state: { name: 'failed', error } }];
    },
    again: (id: AttachmentId) => uploads.get(id)?.again(),
    mayTryAgain: (id: AttachmentId) => uploads.has(id),
    /** Takes up again what was stored before and not sent. */
    restore(attachments: readonly Attachment[]) {
      const known = new Set(files.peek().map(({ id }) => id));
      const again = attachments.filter(({ id }) => !known.has(id));
      files.value = [
        ...files.peek(),
        ...again.map((attachment) => ({
          id: attachment.id,
          name: attachment.name,
          size: attachment.size,
          file: undefined,
          state: { name: 'stored' as const, attachment },
        })),
      ];
    },
    /** Hands over what is stored, and forgets it. */
    take(): Attachment[] {
      const stored = files.peek().flatMap(({ state }) => (state.name === 'stored' ? [state.attachment] : []));
      files.value = files.peek().filter(({ state }) => state.name !== 'stored');
      return stored;
    },
    end() {
      for (const { id } of files.peek()) remove(id);
    },
  };
});
const of = (file: File) => ({ name: file.name, size: file.size, file });

export type FilesModel = InstanceType<typeof FilesModel>;
