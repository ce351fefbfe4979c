const KEY = 'everthread.recent-commands';
const KEPT = 8;

/** The ids of the commands that were chosen last, the latest first. */
export function recentCommands(storage: () => Storage): readonly string[] {
  try {
    const kept: unknown = JSON.parse(storage().getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return []; // storage that is blocked or was tampered with remembers nothing
  }
}

export function rememberCommand(storage: () => Storage, id: string): void {
  const kept = [id, ...recentCommands(storage).filter((other) => other !== id)].slice(0, KEPT);
  try {
    storage().setItem(KEY, JSON.stringify(kept));
  } catch {
    // as above
  }
}
