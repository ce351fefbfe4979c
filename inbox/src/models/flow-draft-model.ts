import type { Flow, FlowPlan } from '@everthread/shared/models/flow';
import { createModel, signal } from '@preact/signals';
import type { DraftStore } from './draft-sync.ts';

export type FlowDraftState =
  | { name: 'same' | 'changed' | 'saving' }
  /** Somebody else has saved since: the flow as it is now. */
  | { name: 'stale'; theirs: Flow };

/** The flow as it was saved, or why it was not. */
export type FlowSaving = { flow: Flow } | { refused: string };

type Tools = { store: DraftStore; save: (plan: FlowPlan, base: number) => Promise<FlowSaving> };

/**
 * A flow while it is changed. Every letter is kept in this browser until the server has it, bound to the version on which
 * it was begun; what somebody else saved meanwhile is shown beside it, never written over unasked.
 */
export const FlowDraftModel = createModel((flow: Flow, { store, save }: Tools) => {
  const plan = signal(flow.plan);
  const state = signal<FlowDraftState>({ name: 'same' });
  const refusal = signal<string | undefined>(undefined);
  /** Raised where fields that are being written in have to be drawn anew. */
  const epoch = signal(0);
  let base = flow.version;
  let saved = flow.plan;
  let latest = flow;
  let own: string | null = null;
  let isSaving = false;

  function keep(): void {
    const isChanged = !isSame(plan.peek(), saved);
    const json = isChanged ? JSON.stringify({ base, plan: plan.peek() }) : null;
    if (json !== null) store.save(json);
    // What another window keeps there stays.
    else if (own !== null && store.load() === own) store.save(null);
    own = json;
    if (!isSaving && state.peek().name !== 'stale') state.value = { name: isChanged ? 'changed' : 'same' };
  }

  function adopt(theirs: Flow): void {
    if (!isSame(plan.peek(), theirs.plan)) epoch.value += 1;
    ({ version: base, plan: saved } = theirs);
    plan.value = saved;
    state.value = { name: 'same' };
    refusal.value = undefined;
    keep();
  }

  function take(theirs: Flow): void {
    latest = theirs;
    if (theirs.version === base || isSaving) return;
    if (isSame(plan.peek(), saved) || isSame(plan.peek(), theirs.plan)) adopt(theirs);
    else state.value = { name: 'stale', theirs };
  }

  const kept = readKept(store);
  if (kept) {
    own = store.load();
    ({ base } = kept);
    plan.value = kept.plan;
    if (base === flow.version || isSame(kept.plan, flow.plan)) {
      base = flow.version;
      keep();
    } else state.value = { name: 'stale', theirs: flow };
  }

  return {
    plan,
    state,
    epoch,
    /** Why it was not saved when that was last tried. */
    refusal,
    /** The flow as it is now, whoever saved it. */
    take,
    write(next: FlowPlan): void {
      plan.value = next;
      keep();
    },
    discard(): void {
      plan.value = saved;
      epoch.value += 1;
      refusal.value = undefined;
      keep();
    },
    async save(): Promise<void> {
      if (state.peek().name !== 'changed') return;
      isSaving = true;
      state.value = { name: 'saving' };
      refusal.value = undefined;
      const answer = await save(plan.peek(), base);
      isSaving = false;
      state.value = { name: 'changed' };
      if ('flow' in answer) ({ version: base, plan: saved } = answer.flow);
      else refusal.value = answer.refused;
      keep();
      take(latest);
    },
    /** What to do where somebody else has saved: take his, or go on with one's own in its place. */
    resolve(how: 'mine' | 'theirs'): void {
      const now = state.peek();
      if (now.name !== 'stale') return;
      if (how === 'theirs') adopt(now.theirs);
      else {
        ({ version: base, plan: saved } = now.theirs);
        state.value = { name: 'changed' };
        refusal.value = undefined;
        keep();
      }
    },
  };
});
export type FlowDraftModel = InstanceType<typeof FlowDraftModel>;

/** What was kept. What is not ours, or was cut off, is let go. */
function readKept(store: DraftStore): { base: number; plan: FlowPlan } | undefined {
  try {
    const kept = JSON.parse(store.load() ?? 'null') as { base: number; plan: FlowPlan } | null;
    return kept && Number.isInteger(kept.base) && Array.isArray(kept.plan.steps) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** The database gives fields back in an order of its own. */
const isSame = (one: FlowPlan, other: FlowPlan): boolean => inOrder(one) === inOrder(other);
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
