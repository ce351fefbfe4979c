/** Chance that repeats itself: the same seed gives the same numbers, on every machine. */
export type Random = {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  isLucky(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Picks by weight: `{ send: 5, crash: 1 }` is `send` five times out of six. */
  pickBy<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
  bytes(into: Uint8Array<ArrayBuffer>): void;
  /** A stream of its own, which does not move this one. */
  fork(label: string): Random;
};

/** mulberry32 over a hash of the seed. */
export function seeded(seed: string): Random {
  let state = hash(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    isLucky: (probability) => next() < probability,
    pick<Item>(items: readonly Item[]): Item {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new Error('There is nothing to pick from');
      return item;
    },
    pickBy<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
      const names = Object.keys(weights) as Name[];
      let left = next() * names.reduce((sum, name) => sum + weights[name], 0);
      const found = names.find((name) => {
        left -= weights[name];
        return left < 0;
      });
      if (found === undefined) throw new Error('There is nothing to pick from');
      return found;
    },
    bytes(into) {
      for (let i = 0; i < into.length; i += 1) into[i] = between(0, 255);
    },
    fork: (label) => seeded(`${seed}/${label}`),
  };
}

/** FNV-1a, 32 bits, with a last stir so that near seeds are far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return value ^ (value >>> 13);
}
