import type { Clock } from '@everthread/shared/client/clock';
import type { Outlook } from '@everthread/shared/models/outlook';
import type { RatingScale } from '@everthread/shared/models/rating';
import type { VisitorNotice } from '@everthread/shared/models/special-notice';
import { signal } from '@preact/signals';

// A timer for longer would go off at once. The session brings it anew long before.
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** What all visitors are told for a while: as the page says it, then as sessions and frames do. At its end it is gone. */
export function outlookFor({ clock, now, told }: { clock: Clock; now: () => number; told: Outlook | undefined }) {
  const notice = signal<VisitorNotice | null>(null);
  const ratingScale = signal<RatingScale>('faces');
  let endWait = () => {};

  function hear(next: VisitorNotice | null): void {
    endWait();
    const left = next ? Date.parse(next.endsAt) - now() : 0;
    notice.value = left > 0 ? next : null;
    if (left > 0) endWait = clock.after(Math.min(left, LONGEST_MS), () => hear(next));
  }

  function take(outlook: Outlook | undefined): void {
    if (!outlook) return;
    ratingScale.value = outlook.ratingScale;
    hear(outlook.notice);
  }

  take(told);
  return { notice, ratingScale, hear, take, end: () => endWait() };
}
