import { useEffect, useState } from 'preact/hooks';

const EVERY_MS = 20_000;

/** What time it is, for what is said by the clock: looked at anew now and then, also where nothing else changes. */
export function useNow(now: () => Date): Date {
  const [, look] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => look((looks) => looks + 1), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return now();
}
