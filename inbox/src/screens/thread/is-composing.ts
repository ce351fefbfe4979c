/** Whether an input method is in the middle of a word; some browsers say so only by the key code. */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
