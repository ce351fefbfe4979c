import { computed, createModel, signal } from '@preact/signals';
import { MESSAGE_MAX_LENGTH } from '../message-length.ts';

/** What is being written, and whether it can be sent. */
export const ComposerModel = createModel((send: (text: string) => void) => {
  const draft = signal('');
  const charactersTooMany = computed(() => Math.max(0, draft.value.trim().length - MESSAGE_MAX_LENGTH));
  const canSend = computed(() => draft.value.trim() !== '' && charactersTooMany.value === 0);
  return {
    draft,
    charactersTooMany,
    canSend,
    write(text: string): void {
      draft.value = text;
    },
    send(): void {
      if (!canSend.value) return;
      const text = draft.value;
      draft.value = '';
      send(text);
    },
  };
});
export type ComposerModel = InstanceType<typeof ComposerModel>;
