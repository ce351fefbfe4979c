/** Keeps a full-screen panel above a phone's on-screen keyboard, which the iframe itself cannot see. */
export function fitToPhone(frame: HTMLElement): () => void {
  const { visualViewport: viewport } = window;
  const fit = () => {
    const isCovered = viewport && viewport.width < 481 && viewport.height < innerHeight - 99;
    frame.style.height = isCovered ? `${viewport.height}px` : '';
    frame.style.top = isCovered ? `${viewport.offsetTop}px` : '';
  };
  viewport?.addEventListener('resize', fit);
  return () => viewport?.removeEventListener('resize', fit);
}
