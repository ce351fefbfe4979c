/** The visitor's key in the host's first-party storage, none where that is blocked. */
export function visitorKey(workspaceId: string) {
  const name = `everthread:${workspaceId}`;
  const storage = <T>(act: (storage: Storage) => T): T | undefined => {
    try {
      return act(localStorage);
    } catch {
      return undefined;
    }
  };
  return {
    read: () => storage((held) => held.getItem(name)) || undefined,
    keep: (key: string) => storage((held) => held.setItem(name, key)),
    forget: () => storage((held) => held.removeItem(name)),
  };
}
