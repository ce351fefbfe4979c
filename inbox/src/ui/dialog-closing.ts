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
