import { signal } from '@preact/signals';
import type { Toast } from './models/toasts-model.ts';

const LOST = -1;

/** Whether a part of the app could not be fetched. Nothing but a reload brings it: after a new version the old one's files are gone. */
export const isPartLost = signal(false);

type Shown = { toasts: readonly Toast[]; onDismiss: (id: number) => void };

/** The toasts with one more that stays until it is answered, once for the whole app, however many parts are lost. */
export function withLostParts(
  { toasts, onDismiss }: Shown,
  words: { text: string; reload: string },
  reload: () => void,
): Shown {
  if (!isPartLost.value) return { toasts, onDismiss };
  const lost: Toast = { id: LOST, tone: 'trouble', text: words.text, action: { label: words.reload, run: reload } };
  return {
    toasts: [lost, ...toasts],
    onDismiss(id) {
      if (id === LOST) isPartLost.value = false;
      else onDismiss(id);
    },
  };
}
