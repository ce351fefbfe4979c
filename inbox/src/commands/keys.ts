import type { Command } from './command.ts';

export type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'isComposing' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'repeat'
>;
export type Place = 'text' | 'list' | 'elsewhere';

/** The first key of a sequence waits so long for the next. */
export const SEQUENCE_MS = 1_500;

/**
 * A press in the words in which commands name their keys. Letters are by their place on the keyboard where it writes no
 * Latin ones, and Caps Lock is not Shift.
 */
export function keyOf(press: Press, isMac: boolean): string | undefined {
  if (press.isComposing || press.altKey || (isMac ? press.ctrlKey : press.metaKey)) return undefined;
  const isMod = isMac ? press.metaKey : press.ctrlKey;
  const letter = letterOf(press);
  if (letter) {
    if (isMod) return `Mod+${press.shiftKey ? 'Shift+' : ''}${letter}`;
    return press.shiftKey ? letter.toUpperCase() : letter;
  }
  const shift = press.shiftKey && press.key.length > 1 ? 'Shift+' : '';
  return `${isMod ? 'Mod+' : ''}${shift}${press.key}`;
}

function letterOf({ key, code }: Press): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key)
    ? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase()
    : undefined;
}

/** What a press means: commands, of which the first that applies counts, or the beginning of a sequence. */
export type Meaning = { commands: readonly Command[] } | { begun: string };

/** `begun`: the keys pressed just before, where they begin a sequence. */
export function meaningOf(
  commands: readonly Command[],
  key: string,
  at: { place: Place; repeat: boolean; begun?: string | undefined },
): Meaning | undefined {
  const here = commands.filter((command) => countsIn(command, at.place, key));
  if (at.begun) {
    const both = here.filter(({ keys }) => keys.includes(`${at.begun} ${key}`));
    return both.length > 0 && !at.repeat ? { commands: both } : undefined;
  }
  const meant = here.filter((command) => command.keys.includes(key) && (!at.repeat || command.repeats));
  if (meant.length > 0) return { commands: meant };
  return !at.repeat && here.some(({ keys }) => keys.some((each) => each.startsWith(`${key} `)))
    ? { begun: key }
    : undefined;
}

function countsIn(command: Command, place: Place, key: string): boolean {
  // What writes a character writes it.
  if (place === 'text') return command.inText === true && key.length > 1;
  return place === 'list' || !key.startsWith('Arrow');
}

/** Where a key was pressed. */
export function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof Element)) return 'elsewhere';
  if (target.closest('input, textarea, select, [contenteditable]')) return 'text';
  return target.closest('[data-topic-list]') ? 'list' : 'elsewhere';
}
