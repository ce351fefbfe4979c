import type { FlowId } from '@everthread/shared/models/ids';

// Not under the names of the conversation: to have been shown something is not to have written.
const nameFor = (workspaceId: string) => `everthread-seen:${workspaceId}`;

/** What this visitor has been shown on this site; undefined where nothing can be kept, and so nothing shown just once. */
export function readSeen(workspaceId: string): ReadonlySet<FlowId> | undefined {
  try {
    return new Set((localStorage.getItem(nameFor(workspaceId)) ?? '').split(' ') as FlowId[]);
  } catch {
    return undefined;
  }
}

/** Notes that it is shown, before it is. False where that cannot be kept. */
export function noteSeen(workspaceId: string, id: FlowId): boolean {
  try {
    const seen = [...(readSeen(workspaceId) ?? []), id].filter(Boolean);
    localStorage.setItem(nameFor(workspaceId), seen.join(' '));
    return readSeen(workspaceId)?.has(id) ?? false;
  } catch {
    return false;
  }
}
