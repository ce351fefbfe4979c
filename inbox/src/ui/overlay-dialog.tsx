import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { closeForGood, dialogClosing } from './dialog-closing.ts';

type OverlayDialogProps = {
  dialog: RefObject<HTMLDialogElement | null>;
  label: string;
  onClose: () => void;
  children: ComponentChildren;
};

/** A window near the top of the page for finding things. The browser keeps the focus inside and gives it back. */
export function OverlayDialog({ dialog, label, onClose, children }: OverlayDialogProps) {
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => closeForGood(element);
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      {...dialogClosing(dialog, onClose)}
      closedby="any"
      class="mx-auto mt-[max(0.5rem,10dvh)] mb-0 w-168 max-w-[calc(100vw-1rem)] overflow-hidden rounded-large border border-line bg-surface p-0 text-ink shadow-float backdrop:bg-shade"
    >
      {children}
    </dialog>
  );
}
