/** To where one begins, and goes on once what was pressed is gone: the field, which on a touch screen would call up the keyboard. */
export const focusField = (): void =>
  document
    .querySelector<HTMLElement>(matchMedia('(pointer: coarse)').matches ? 'main' : 'textarea')
    ?.focus({ preventScroll: true });

/** Goes on there, unless somebody has gone on elsewhere since he pressed this, in here or on the site. */
export function focusFieldAfter(pressed: Element | null): void {
  if (document.hasFocus() && [pressed, document.body].includes(document.activeElement)) focusField();
}
