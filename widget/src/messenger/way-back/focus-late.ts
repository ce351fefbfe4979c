/** Gives what comes with an answer the focus, unless somebody has gone on to write meanwhile. */
export function focusLate(field: HTMLElement | null): void {
  if (document.activeElement?.localName !== 'textarea') field?.focus();
}
