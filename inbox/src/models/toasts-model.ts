import type { Clock } from '@everthread/shared/client/clock';
import { createModel, signal } from '@preact/signals';

export type Toast = {
  id: number;
  tone: 'news' | 'trouble';
  text: string;
  action?: { label: string; run: () => void };
  shownMs?: number; // as long as its tone wants, when left out
};

const SHOWN_MS = { news: 6_000, trouble: 12_000 };

/** Short words about what just happened, with a way to undo it or to try again. */
export const ToastsModel = createModel((clock: Clock) => {
  const toasts = signal<readonly Toast[]>([]);
  let lastId = 0;

  function dismiss(id: number): void {
    toasts.value = toasts.peek().filter((toast) => toast.id !== id);
  }

  return {
    toasts,
    dismiss,
    /** Returns its id, by which it can be dismissed. */
    show(toast: Omit<Toast, 'id'>): number {
      const id = ++lastId;
      toasts.value = [...toasts.peek().slice(-2), { ...toast, id }];
      clock.after(toast.shownMs ?? SHOWN_MS[toast.tone], () => dismiss(id));
      return id;
    },
  };
});
export type ToastsModel = InstanceType<typeof ToastsModel>;
