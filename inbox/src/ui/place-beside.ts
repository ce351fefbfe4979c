const GAP_PX = 4;

/** Puts what is in the top layer under its anchor, or above it where there is no room; never out of the window. */
export function placeBeside(element: HTMLElement, anchor: Element): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = element;
  const { clientWidth, clientHeight } = document.documentElement;
  const isTight = at.bottom + GAP_PX + height > clientHeight;
  const top = isTight ? Math.max(GAP_PX, at.top - height - GAP_PX) : at.bottom + GAP_PX;
  const wanted = at.left + width > clientWidth - GAP_PX ? at.right - width : at.left;
  element.style.inset = `${top}px auto auto ${Math.max(GAP_PX, Math.min(wanted, clientWidth - width - GAP_PX))}px`;
}
