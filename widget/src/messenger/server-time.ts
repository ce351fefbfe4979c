/**
 * What time it is for the server, which decides by it what may still be changed: the visitor's own clock may be years off
 * or jump. Until an answer has told it, his own has to do. `steady` counts milliseconds from wherever, and never jumps.
 */
export function serverTime(own: () => number, steady: () => number) {
  let told: { at: number; since: number } | undefined;
  return {
    /** An answer was dated so. */
    note(date: string | null): void {
      const at = Date.parse(date ?? '');
      if (at) told = { at, since: steady() };
    },
    now: (): Date => new Date(told ? told.at + steady() - told.since : own()),
  };
}
