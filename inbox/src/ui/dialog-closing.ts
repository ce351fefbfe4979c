import type { RefObject } from 'preact';

/**
 * How a dialog closes: by Escape at once, so that the next key is the page's again, and otherwise when the browser says so.
 * What is open inside it hears Escape first.
 */
export function dialogClosing(dialog: RefObject<HTMLDialogElement | null>, onClose: () => void) {
  return {
    onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
      if (dialog.current?.querySelector(':popover-open')) return;
      event.preventDefault();
      dialog.current?.close();
      onClose();
    },
    // It says so a moment later: by then something else may lie here.
    onClose: () => dialog.current && onClose(),
  };
}

/** Before it goes. Where its own field has the caret, Chromium would give the focus back without one, and letters be lost. */
export function closeForGood(dialog: HTMLDialogElement | null): void {
  dialog?.close();
  getSelection()?.removeAllRanges();
}
