type Press = Pick<KeyboardEvent, 'key' | 'repeat' | 'isComposing' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>;
type Heard = Press & Pick<KeyboardEvent, 'preventDefault' | 'stopPropagation'>;

/**
 * What is typed after something was asked for and before its code is here: without it the first letters of a quick hand
 * would be lost, or worse, be shortcuts.
 */
export function typedAhead() {
  let typed = '';
  let askedFrom: EventTarget | null = null;

  /** Whether it is the key's. `isInField`: whether the focus is in a field, which is that one's own where one went there since. */
  function onKey(press: Press, isInField: boolean): boolean {
    if (press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return false;
    if (isInField && press.target !== askedFrom) return false;
    if (press.key === 'Backspace') typed = [...typed].slice(0, -1).join('');
    else if (press.key === 'Enter') typed += press.repeat ? '' : '\n';
    else if ([...press.key].length === 1) typed += press.key;
    else return false;
    return true;
  }

  return {
    /** Something was asked for, with the focus there. What was typed before was not meant for it. */
    begin(focused: EventTarget | null): void {
      typed = '';
      askedFrom = focused;
    },
    /** Enter is a line's end in it. */
    take(): string {
      const taken = typed;
      typed = '';
      return taken;
    },
    onKey,
    /** Before anybody else hears of it: what is its own must not send what stands in the field under it. Escape: `leave`. */
    hear(event: Heard, isInField: boolean, leave: () => void): void {
      const isLeaving = event.key === 'Escape' && !event.isComposing;
      if (isLeaving) leave();
      else if (!onKey(event, isInField)) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
