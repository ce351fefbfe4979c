import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';

/** The message whose menu is wanted, and what the menu is to stand beside. */
export type Chosen = { message: HTMLElement; anchor: Element };

const LONG_PRESS_MS = 450;
const STILL_PX = 10;

const messageOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-id]') : null;

/** Ways to a message's menu: its button, a long press, and the keys: arrows go from message to message, Enter opens. */
export function useMessageKeys(log: RefObject<HTMLElement | null>, choose: (chosen: Chosen) => void) {
  const press = useRef<{ timer: number; x: number; y: number } | undefined>(undefined);

  function open(message: HTMLElement): void {
    const anchor = message.querySelector('.bubble');
    if (anchor && !anchor.classList.contains('gone')) choose({ message, anchor });
  }

  function endPress(): void {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  }

  return {
    onClick({ target }: MouseEvent): void {
      const message = messageOf(target);
      if (message && (target as Element).closest('.more')) open(message);
    },
    onKeyDown(event: KeyboardEvent): void {
      const focused = messageOf(event.target);
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (step) {
        const all = [...(log.current?.querySelectorAll<HTMLElement>('[data-id]') ?? [])];
        const next = focused ? all[all.indexOf(focused) + step] : step < 0 ? all.at(-1) : undefined;
        next?.focus({ preventScroll: true });
        next?.scrollIntoView({ block: 'nearest' });
        event.preventDefault();
      } else if (focused === event.target && ['Enter', ' ', 'ContextMenu'].includes(event.key)) {
        if (focused) open(focused);
        event.preventDefault();
      }
    },
    onPointerDown({ target, pointerType, clientX: x, clientY: y }: PointerEvent): void {
      const message = messageOf(target);
      endPress();
      if (pointerType !== 'touch' || !message) return;
      press.current = { timer: window.setTimeout(() => open(message), LONG_PRESS_MS), x, y };
    },
    onPointerMove({ clientX, clientY }: PointerEvent): void {
      const { current } = press;
      if (current && Math.hypot(clientX - current.x, clientY - current.y) > STILL_PX) endPress();
    },
    onPointerUp: endPress,
    onPointerCancel: endPress,
  };
}
