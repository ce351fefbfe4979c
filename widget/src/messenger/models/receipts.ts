import type { Clock } from '@everthread/shared/client/clock';
import { isPassing } from '@everthread/shared/client/outbox-queue';
import type { Seen } from '@everthread/shared/models/thread';
import { signal } from '@preact/signals';

const PAUSE_MS = 2_000;
const AGAIN_MS = 10_000;

/** How far each side has seen the thread. Never goes back, in whatever order the news comes. */
export function receiptsFor({ post, clock }: { post: (seq: number) => Promise<unknown>; clock: Clock }) {
  const seen = signal<Seen>({ visitor: 0, team: 0 });
  let wanted = 0;
  let isResting = false;
  let hasEnded = false;
  let endRest = () => {};

  function take({ visitor, team }: Seen): void {
    const { value } = seen;
    if (visitor > value.visitor || team > value.team) {
      seen.value = { visitor: Math.max(visitor, value.visitor), team: Math.max(team, value.team) };
    }
  }

  async function tell(): Promise<void> {
    if (isResting || wanted <= seen.peek().visitor) return;
    isResting = true;
    const seq = wanted;
    const error = await post(seq).then(
      () => undefined,
      (failure: unknown) => failure ?? 'failed',
    );
    if (hasEnded) return;
    // What the server will never take is not offered to it again. Where less is wanted by now it is another thread.
    if (seq <= wanted && (!error || !isPassing(error))) take({ visitor: seq, team: 0 });
    endRest = clock.after(error ? AGAIN_MS : PAUSE_MS, () => {
      isResting = false;
      void tell();
    });
  }

  return {
    seen,
    take,
    /** The visitor has this message before his eyes. */
    saw(seq: number): void {
      wanted = Math.max(wanted, seq);
      void tell();
    },
    forget(): void {
      wanted = 0;
      seen.value = { visitor: 0, team: 0 };
    },
    end(): void {
      hasEnded = true;
      endRest();
    },
  };
}
