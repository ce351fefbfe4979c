import type { MessageId } from '@everthread/shared/models/ids';
import type { ThreadModel } from '../../models/thread-model.ts';

const messageOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-message]') : null;

const isBusy = () => document.querySelector('[popover]:popover-open, dialog[open]') !== null;

/** Which message the hand or the keyboard is at. The arrows go from one to the next, Enter opens what can be done. */
export function messageFocus(thread: ThreadModel) {
  const choose = (element: HTMLElement | null) => {
    if (!isBusy()) thread.chosenId.value = element?.dataset.message as MessageId | undefined;
  };
  return {
    onPointerOver: ({ target }: PointerEvent) => choose(messageOf(target)),
    onPointerLeave: () => choose(messageOf(document.activeElement)),
    onFocusIn: ({ target }: FocusEvent) => choose(messageOf(target)),
    onKeyDown: (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
      const at = messageOf(event.target);
      if (!at || at !== event.target) return;
      const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-message]')];
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      const next = all[all.indexOf(at) + step];
      if (step !== 0 && next) {
        next.focus({ preventScroll: true });
        next.scrollIntoView({ block: 'nearest' });
      } else if (event.key === 'Enter') at.querySelector<HTMLElement>('[data-more]')?.click();
      else if (step === 0) return;
      event.preventDefault();
    },
  };
}
