import { useEffect, useState } from 'preact/hooks';

export type Loaded<Value> =
  | { name: 'loading' }
  | { name: 'failed'; error: unknown; tryAgain: () => void }
  | { name: 'ready'; value: Value };

/** Asks when it is first shown, when one of the inputs is another, and when it is tried again. What is answered too late is let go. */
export function useLoaded<Value>(ask: () => Promise<Value>, inputs: readonly unknown[]): Loaded<Value> {
  const [state, setState] = useState<Loaded<Value>>({ name: 'loading' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isWanted = true;
    setState({ name: 'loading' });
    ask().then(
      (value) => isWanted && setState({ name: 'ready', value }),
      (error) => isWanted && setState({ name: 'failed', error, tryAgain: () => setTries(tries + 1) }),
    );
    return () => {
      isWanted = false;
    };
  }, [...inputs, tries]);
  return state;
}
