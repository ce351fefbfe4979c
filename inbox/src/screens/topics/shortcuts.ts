/** What a key press means in the inbox, wherever the focus is. */
export type Command =
  | 'next'
  | 'previous'
  | 'done'
  | 'reopen'
  | 'reply'
  | 'note'
  | 'quote'
  | 'leave'
  | 'visitor'
  | 'help'
  | 'open'
  | 'waiting'
  | 'list-done';

const KEYS: Readonly<Record<string, Command>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  e: 'done',
  E: 'reopen',
  r: 'reply',
  n: 'note',
  q: 'quote',
  i: 'visitor',
  '?': 'help',
  1: 'open',
  2: 'waiting',
  3: 'list-done',
};

type Press = Pick<KeyboardEvent, 'key' | 'isComposing' | 'metaKey' | 'ctrlKey' | 'altKey' | 'repeat'>;
type Place = 'text' | 'list' | 'elsewhere';

/** The command of a key press. Letters type in a text field; arrows move topics only in their list. */
export function commandOf(press: Press, place: Place): Command | undefined {
  if (press.isComposing || press.metaKey || press.ctrlKey || press.altKey) return undefined;
  if (press.key === 'Escape') return 'leave';
  if (place === 'text' || (press.key.startsWith('Arrow') && place !== 'list')) return undefined;
  const command = Object.hasOwn(KEYS, press.key) ? KEYS[press.key] : undefined;
  return press.repeat && command !== 'next' && command !== 'previous' ? undefined : command;
}

/** Where a key was pressed. */
export function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof Element)) return 'elsewhere';
  if (target.closest('input, textarea, select, [contenteditable]')) return 'text';
  return target.closest('[data-topic-list]') ? 'list' : 'elsewhere';
}
