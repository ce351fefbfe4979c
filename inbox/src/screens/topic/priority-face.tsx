import type { Priority } from '@everthread/shared/models/topic';
import { PriorityMark } from '../topics/priority-mark.tsx';

/** As in the list; a dash for what does not press. */
export function PriorityFace({ priority }: { priority: Priority }) {
  if (priority !== 'none') return <PriorityMark priority={priority} />;
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" class="size-4 shrink-0 text-faint">
      <path d="M3 8h2m2 0h2m2 0h2" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
    </svg>
  );
}
