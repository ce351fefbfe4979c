import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Outcome } from './outcome.ts';

const LATE_MS = 2_000; // by then whoever was to settle is dead

/** How events have ended, where this isolate has yet to store it, by workspace. */
const unsettled = new Map<WorkspaceId, { outcomes: Outcome[]; until: number }>();

/** Leaves these to be settled. True for whoever is first: he is to see to it. */
export function leaveToSettle(workspaceId: WorkspaceId, outcomes: readonly Outcome[], nowMs: number): boolean {
  const others = unsettled.get(workspaceId);
  if (others && others.until > nowMs) {
    others.outcomes.push(...outcomes);
    return false;
  }
  unsettled.set(workspaceId, { outcomes: [...(others?.outcomes ?? []), ...outcomes], until: nowMs + LATE_MS });
  return true;
}

/** Takes all that are left: whoever does stores them, or lets their claims run out. */
export function takeUnsettled(workspaceId: WorkspaceId): readonly Outcome[] {
  const { outcomes = [] } = unsettled.get(workspaceId) ?? {};
  unsettled.delete(workspaceId);
  return outcomes;
}
