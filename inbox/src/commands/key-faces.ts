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
