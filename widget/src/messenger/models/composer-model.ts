import type { UploadState } from '@everthread/shared/client/upload';
import type { AttachmentId } from '@everthread/shared/models/ids';
import type { Message } from '@everthread/shared/models/message';
import { computed, createModel, effect, signal } from '@preact/signals';
import { MESSAGE_MAX_LENGTH } from '../message-length.ts';
import type { MessageExtras } from './thread-model.ts';

/** What the words in the field are to become. */
export type Aim =
  | { name: 'new' }
  | { name: 'quote'; message: Message }
  | { name: 'edit'; message: Message; save: (text: string) => unknown };

/** A file beside the words, on its way to the server. `too_large` never sets out. */
export type PendingFile = {
  id: AttachmentId;
  file: File;
  state: UploadState | { name: 'too_large' };
  again(): void;
  cancel(): void;
};

export type ComposerParts = {
  send: (text: string, extras: MessageExtras) => void;
  typed: () => void;
};

const NEW: Aim = { name: 'new' };

/** What is being written, and whether it can be sent. */
export const ComposerModel = createModel((parts: ComposerParts) => {
  const draft = signal('');
  const aim = signal<Aim>(NEW);
  const files = signal<readonly PendingFile[]>([]);
  const hasFailed = signal(false); // the last edit
  const isAwaitingFiles = signal(false); // sends itself once they are there
  const expected = signal(0); // files that were chosen, and are not among `files` yet
  const hasTooManyFiles = signal(false); // were chosen, and left out
  let draftBefore = '';

  const charactersTooMany = computed(() => Math.max(0, draft.value.trim().length - MESSAGE_MAX_LENGTH));
  const stored = computed(() => files.value.flatMap(({ id, state }) => (state.name === 'stored' ? [id] : [])));
  const isUploading = computed(() => expected.value > 0 || files.value.some(({ state }) => isUnderWay(state)));
  /** Whether there is something to send, were its files there. */
  const isWhole = computed(() => {
    const hasText = draft.value.trim() !== '';
    if (charactersTooMany.value > 0) return false;
    if (aim.value.name === 'edit') return hasText;
    return (
      (hasText || stored.value.length > 0 || isUploading.value) &&
      !files.value.some(({ state }) => state.name === 'failed')
    );
  });

  function aimAt(next: Aim): void {
    const { value } = aim;
    hasFailed.value = isAwaitingFiles.value = false;
    if (next.name === 'edit') {
      if (value.name !== 'edit') draftBefore = draft.value;
      draft.value = next.message.text;
    } else if (value.name === 'edit') draft.value = draftBefore;
    aim.value = next;
  }

  function send(): void {
    if (!isWhole.value) return;
    const { value } = aim;
    const text = draft.value;
    if (value.name === 'edit') {
      aimAt(NEW);
      value.save(text);
      return;
    }
    isAwaitingFiles.value = isUploading.value;
    if (isUploading.value) return;
    const attachmentIds = stored.value;
    draft.value = '';
    aim.value = NEW;
    files.value = [];
    hasTooManyFiles.value = false;
    parts.send(text, {
      ...(value.name === 'quote' && { quoteId: value.message.id }),
      ...(attachmentIds.length > 0 && { attachmentIds }),
    });
  }

  effect(() => {
    if (isAwaitingFiles.value && !isUploading.value) queueMicrotask(() => isAwaitingFiles.value && settleWait());
  });
  function settleWait(): void {
    isAwaitingFiles.value = false;
    if (stored.value.length > 0) send();
  }

  effect(() => () => {
    for (const { cancel } of files.peek()) cancel();
  });

  return {
    draft,
    aim,
    files,
    hasFailed,
    isAwaitingFiles,
    charactersTooMany,
    canSend: isWhole,
    aimAt,
    /** Back to a new message, with what was being written before. */
    cancelAim: () => aimAt(NEW),
    write(text: string): void {
      if (text !== draft.value) {
        // Who writes on has not finished: half a word is not sent because a file is there.
        isAwaitingFiles.value = false;
        if (text) parts.typed();
      }
      draft.value = text;
    },
    send,
    /** Back into the field, before what is being written there; with what it answered to, unless that now answers to another. */
    rewrite(text: string, quoted?: Message): void {
      if (aim.value.name === 'edit') aimAt(NEW);
      draft.value = [text, draft.value].filter(Boolean).join('\n');
      if (quoted && aim.value.name === 'new') aimAt({ name: 'quote', message: quoted });
    },
    hasTooManyFiles,
    /** Files are being brought: a message that is sent meanwhile waits for them. */
    async expectFiles(bring: () => Promise<void>): Promise<void> {
      expected.value += 1;
      try {
        await bring();
      } finally {
        expected.value -= 1;
      }
    },
    putFile(file: PendingFile): void {
      files.value = [...files.value, file];
    },
    noteFile(id: AttachmentId, state: PendingFile['state']): void {
      files.value = files.value.map((file) => (file.id === id ? { ...file, state } : file));
    },
    dropFile(id: AttachmentId): void {
      files.value.find((file) => file.id === id)?.cancel();
      hasTooManyFiles.value = false;
      files.value = files.value.filter((file) => file.id !== id);
    },
  };
});
export type ComposerModel = InstanceType<typeof ComposerModel>;

const isUnderWay = ({ name }: PendingFile['state']): boolean => name === 'sending' || name === 'waiting';
