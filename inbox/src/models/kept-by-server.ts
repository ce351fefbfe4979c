import { signal } from '@preact/signals';
import { changesInTurn } from './changes-in-turn.ts';

export type Kept<Value> = { name: 'loading' } | { name: 'failed'; error: unknown } | { name: 'ready'; kept: Value };

/**
 * What the server keeps and this window changes. A change is seen at once (`show`) and goes out after those before it
 * (`send`); when the last has ended, what the server then has is shown.
 */
export function keptByServer<Value>(read: () => Promise<Value>) {
  const state = signal<Kept<Value>>({ name: 'loading' });
  const { send, lastEnd } = changesInTurn(load);

  async function load(): Promise<void> {
    const before = lastEnd();
    try {
      const kept = await read();
      if (lastEnd() === before) state.value = { name: 'ready', kept }; // else it knows nothing of a change, whose end asks again
    } catch (error) {
      if (state.peek().name !== 'ready') state.value = { name: 'failed', error };
    }
  }

  function show(change: (kept: Value) => Value): void {
    const now = state.peek();
    if (now.name === 'ready') state.value = { name: 'ready', kept: change(now.kept) };
  }

  return { state, load, show, send, lastEnd };
}
