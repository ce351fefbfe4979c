/** Holds one thing to do until the browser has shown what was done before. A later one takes its place. */
export function afterPaint() {
  let held: { doIt: () => void; frame: number; timer?: ReturnType<typeof setTimeout> } | undefined;

  function drop(): void {
    if (!held) return;
    cancelAnimationFrame(held.frame);
    clearTimeout(held.timer);
    held = undefined;
  }

  /** Does now what is held. Tells whether there was something. */
  function hurry(): boolean {
    const { doIt } = held ?? {};
    drop();
    doIt?.();
    return doIt !== undefined;
  }

  return {
    drop,
    hurry,
    put(doIt: () => void) {
      drop();
      const next: NonNullable<typeof held> = {
        doIt,
        frame: requestAnimationFrame(() => {
          next.timer = setTimeout(hurry);
        }),
      };
      held = next;
    },
  };
}
