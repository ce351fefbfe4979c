import type { Clock } from '@everthread/shared/client/clock';
import type { HoursNow } from '@everthread/shared/models/hours';
import type { Outlook } from '@everthread/shared/models/outlook';
import type { Expectation } from '@everthread/shared/models/promise';
import type { RatingScale } from '@everthread/shared/models/rating';
import type { VisitorNotice } from '@everthread/shared/models/special-notice';
import { signal } from '@preact/signals';

// A timer for longer would go off at once. The session brings it anew long before.
const LONGEST_MS = 24 * 60 * 60 * 1000;
/** For so long what was to be expected is still said: who writes later would be promised another time. */
const GOOD_FOR_MS = 10 * 60 * 1000;

/**
 * What visitors are told for a while: as the page says it, then as sessions and frames do. At its end it is gone.
 * `hours`: of those who answer this visitor. `expected`: what who writes now may expect. `asksBot`: the bot is asked first.
 */
export function outlookFor({ clock, now, told }: { clock: Clock; now: () => number; told: Outlook | undefined }) {
  const notice = signal<VisitorNotice | null>(null);
  const ratingScale = signal<RatingScale>('faces');
  const hours = signal<HoursNow | null>(null);
  const expected = signal<Expectation | undefined>(undefined);
  const asksBot = signal(false);
  let endWait = () => {};
  let endExpecting = () => {};

  function hear(next: VisitorNotice | null): void {
    endWait();
    const left = next ? Date.parse(next.endsAt) - now() : 0;
    notice.value = left > 0 ? next : null;
    if (left > 0) endWait = clock.after(Math.min(left, LONGEST_MS), () => hear(next));
  }

  function expect(next: Expectation | undefined): void {
    endExpecting();
    const left = next ? Math.min(GOOD_FOR_MS, Date.parse(next.dueAt) - now()) : 0;
    expected.value = left > 0 ? next : undefined;
    if (left > 0) endExpecting = clock.after(left, () => expect(undefined));
  }

  function take(outlook: Outlook | undefined): void {
    if (!outlook) return;
    ratingScale.value = outlook.ratingScale;
    hours.value = outlook.hours;
    asksBot.value = !!outlook.asksBot;
    hear(outlook.notice);
    expect(outlook.expected);
  }

  function end(): void {
    endWait();
    endExpecting();
  }

  take(told);
  return { notice, ratingScale, hours, expected, asksBot, hear, take, end };
}
