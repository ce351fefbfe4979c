import type { Clock } from '@everthread/shared/client/clock';

export type FastClock = Clock & {
  /** What somebody does who sets his clock, or whose laptop slept. */
  jump(ms: number): void;
};

/** Time that passes `speed` times as fast, until its device crashes. */
export function fastClock(speed: number, whileAlive: AbortSignal): FastClock {
  const begun = performance.now();
  const start = Date.now();
  let jumped = 0;
  return {
    now: () => start + jumped + (performance.now() - begun) * speed,
    after(ms, callback) {
      const timer = setTimeout(() => !whileAlive.aborted && callback(), ms / speed);
      return () => clearTimeout(timer);
    },
    jump(ms) {
      jumped += ms;
    },
  };
}
