/** Time, handed in so that tests can move it. */
export type Clock = {
  now(): number;
  /** Calls back once after so many milliseconds, unless the returned end is called before. */
  after(ms: number, callback: () => void): () => void;
};

export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
