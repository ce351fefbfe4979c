import type { Place } from '../../models/help-model.ts';
import { COMPOSER_ID } from './composer-id.ts';

/** Puts words into the composer as if they were typed: what follows from typing follows, and Ctrl-Z takes them out again. */
export function putIn(text: string, place: Place): void {
  const field = document.getElementById(COMPOSER_ID);
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.focus();
  const { length } = field.value;
  if (place === 'instead') field.select();
  if (place === 'below') field.setSelectionRange(length, length);
  putInSelection(field, place === 'instead' ? text : apart(field, text));
}

/** In place of what is selected, the caret behind it, before the next key. */
export function putInSelection(field: HTMLTextAreaElement, words: string): void {
  // The one way into the browser's own undo, for the field that has the focus.
  if (document.activeElement === field && document.execCommand(words ? 'insertText' : 'delete', false, words)) return;
  field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** With an empty line between it and what stands around it. */
function apart({ value, selectionStart, selectionEnd }: HTMLTextAreaElement, text: string): string {
  const [before, after] = [value.slice(0, selectionStart), value.slice(selectionEnd)];
  const opens = before.trim() === '' ? '' : before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  return `${opens}${text}${after.trim() === '' ? '' : '\n\n'}`;
}
