import type { Clock } from '@everthread/shared/client/clock';
import { signal } from '@preact/signals';

const GOOD_FOR_MS = 6_000;
const SAID_EVERY_MS = 3_000;

/** Who is typing on the other side, and that we are: the fact alone, never a letter of it. */
export function typingFor({ clock, say }: { clock: Clock; say: () => boolean }) {
  const name = signal<string | undefined>(undefined);
  let endGood = () => {};
  let saidAt = Number.NEGATIVE_INFINITY;

  function stop(): void {
    endGood();
    name.value = undefined;
  }

  return {
    name,
    stop,
    heard(who: string): void {
      endGood();
      name.value = who;
      endGood = clock.after(GOOD_FOR_MS, stop);
    },
    /** A letter was typed here. */
    typed(): void {
      const now = clock.now();
      // A clock that was set back must not silence us.
      if (now >= saidAt && now - saidAt < SAID_EVERY_MS) return;
      if (say()) saidAt = now;
    },
    /** What was typed is sent: the next letter begins anew. */
    sent(): void {
      saidAt = Number.NEGATIVE_INFINITY;
    },
    end: () => endGood(),
  };
}
