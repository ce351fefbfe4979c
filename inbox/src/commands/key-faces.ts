const FACES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
  Escape: 'Esc',
  Shift: '⇧',
};

/** How the keys of one press look on the keyboard: `Mod+Shift+f` is three of them. */
export function facesOf(press: string, isMac: boolean): string[] {
  const parts = press.length > 1 ? press.split('+') : [press];
  return parts.flatMap((part) => {
    if (part === 'Mod') return isMac ? '⌘' : 'Ctrl';
    if (parts.length === 1 && /^[A-Z]$/.test(part)) return ['⇧', part.toLowerCase()];
    return FACES[part] ?? part;
  });
}

/** The same for `aria-keyshortcuts`, which knows no sequences. */
export function ariaKeys(keys: string, isMac: boolean): string | undefined {
  if (keys.includes(' ')) return undefined;
  if (/^[A-Z]$/.test(keys)) return `Shift+${keys}`;
  return keys
    .replace('Mod', isMac ? 'Meta' : 'Control')
    .replace(/(^|\+)([a-z])$/, (_, before, letter) => before + letter.toUpperCase());
}
