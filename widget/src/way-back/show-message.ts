const PATIENCE_MS = 20_000;

/** Brings a message into view once the messenger, on our own origin as we are, has drawn it. */
export function showMessage(frame: HTMLIFrameElement, id: string): void {
  frame.addEventListener('load', () => {
    if (frame.contentDocument) showMessageIn(frame.contentDocument, id);
  });
}

/** The same from within. */
export function showMessageIn(page: Document, id: string): void {
  const look = () => {
    const message = page.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
    if (!message) return false;
    const show = () => message.scrollIntoView({ block: 'center' });
    show();
    // What is out of view has a guessed height, and the messenger goes to its end when it has drawn.
    requestAnimationFrame(() => requestAnimationFrame(show));
    message.animate({ opacity: [0.3, 1] }, 700);
    return true;
  };
  if (look()) return;
  const watch = new MutationObserver(() => look() && watch.disconnect());
  watch.observe(page, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), PATIENCE_MS);
}
