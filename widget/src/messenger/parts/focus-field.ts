/** To where one begins, and goes on once what was pressed is gone: the field, which on a touch screen would call up the keyboard. */
export const focusField = (): void =>
  document
    .querySelector<HTMLElement>(matchMedia('(pointer: coarse)').matches ? 'main' : 'textarea')
    ?.focus({ preventScroll: true });
