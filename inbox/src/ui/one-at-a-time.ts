import { type Clock, realClock } from '@everthread/shared/client/clock';
import { useRef } from 'preact/hooks';

/** Further apart than the two halves of a double press, or the repeats of a key that is held. */
const DOUBLE_PRESS_MS = 500;

/** Does what it is given only once what it was given before has ended. The rest is left out. */
export function oneAtATime(): (work: () => Promise<unknown>) => Promise<void> {
  let isUnderWay = false;
  return async (work) => {
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      await work();
    } finally {
      isUnderWay = false;
    }
  };
}

/** Likewise where a press by itself makes something new, however soon it is made: half a second without a press comes first. */
export function onePress(clock: Clock): (work: () => Promise<unknown>) => Promise<void> {
  const oneByOne = oneAtATime();
  let quietAt = 0;
  return async (work) => {
    const isSame = clock.now() < quietAt;
    quietAt = clock.now() + DOUBLE_PRESS_MS;
    if (!isSame) await oneByOne(work);
  };
}

/** Does it once, however often a quick hand presses before it has ended. */
export function useOneAtATime<Args extends unknown[]>(
  work: (...args: Args) => Promise<unknown>,
): (...args: Args) => Promise<void> {
  const oneByOne = useRef(oneAtATime()).current;
  return (...args) => oneByOne(() => work(...args));
}

/** For a button that makes something new: a double press makes one, and so does a key that is held. */
export function useOnePress<Args extends unknown[]>(
  work: (...args: Args) => Promise<unknown>,
): (...args: Args) => Promise<void> {
  const once = useRef(onePress(realClock)).current;
  return (...args) => once(() => work(...args));
}
