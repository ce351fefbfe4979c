const KEPT = 'everthread.workspace';

/** The workspace in which this browser was last, if one still belongs to it; else the first. */
export function lastWorkspace<Place extends { id: string }>(workspaces: readonly Place[]): Place | undefined {
  try {
    const id = localStorage.getItem(KEPT);
    return workspaces.find((each) => each.id === id) ?? workspaces[0];
  } catch {
    return workspaces[0];
  }
}

export function rememberWorkspace(id: string): void {
  try {
    localStorage.setItem(KEPT, id);
  } catch {
    // Where nothing may be kept, it is the first one again.
  }
}
