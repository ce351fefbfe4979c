import type { Clock } from '@everthread/shared/client/clock';
import { createModel, signal } from '@preact/signals';

export type Toast = {
  id: number;
  tone: 'news' | 'trouble';
  text: string;
  action?: { label: string; run: () => void };
  shownMs?: number; // as long as its tone wants, when left out
  onPassed?: () => void; // its time is over, whether it is still shown or was dismissed before
};

const SHOWN_MS = { news: 6_000, trouble: 12_000 };

/** So long a toast stays once the pointer or the focus has left. */
const LEFT_MS = 2_000;

/** Short words about what just happened, with a way to undo it or to try again. */
export const ToastsModel = createModel((clock: Clock) => {
  const toasts = signal<readonly Toast[]>([]);
  let lastId = 0;
  let isHeld = false;
  const overdue: (() => void)[] = [];

  function dismiss(id: number): void {
    toasts.value = toasts.peek().filter((toast) => toast.id !== id);
    hold(false); // what is taken away does not say that the pointer or the focus has left it
  }

  function hold(isOver: boolean): void {
    isHeld = isOver;
    if (isHeld) return;
    for (const pass of overdue.splice(0)) passAfter(LEFT_MS, pass);
  }

  function passAfter(ms: number, pass: () => void): void {
    clock.after(ms, () => void (isHeld ? overdue.push(pass) : pass()));
  }

  return {
    toasts,
    dismiss,
    /** While somebody points at a toast or has the focus in one, none vanishes. */
    hold,
    /** Returns its id, by which it can be dismissed. */
    show(toast: Omit<Toast, 'id'>): number {
      const id = ++lastId;
      toasts.value = [...toasts.peek().slice(-2), { ...toast, id }];
      passAfter(toast.shownMs ?? SHOWN_MS[toast.tone], () => {
        dismiss(id);
        toast.onPassed?.();
      });
      return id;
    },
  };
});
export type ToastsModel = InstanceType<typeof ToastsModel>;
