import type { Priority } from '@everthread/shared/models/topic';
import { useStrings } from '../../locale.ts';

const BARS = { low: 1, medium: 2, high: 3 } as const;

/** How much a topic presses: three bars that fill, and a mark of its own for what is urgent. */
export function PriorityMark({ priority }: { priority: Exclude<Priority, 'none'> }) {
  const t = useStrings();
  const name = t.views.priority[priority];
  return (
    <span title={name} class="shrink-0">
      <span class="sr-only">{name}</span>
      <svg aria-hidden="true" viewBox="0 0 16 16" class="size-4">
        {priority === 'urgent' ? (
          <g class="text-danger">
            <rect x="2" y="2" width="12" height="12" rx="3" fill="currentColor" />
            <path d="M8 4.8v3.8M8 11v.2" stroke="var(--color-surface)" stroke-width="1.8" stroke-linecap="round" />
          </g>
        ) : (
          [0, 1, 2].map((bar) => (
            <rect
              key={bar}
              x={2.5 + bar * 4}
              y={9.5 - bar * 3}
              width="2.6"
              height={4 + bar * 3}
              rx="1"
              fill="currentColor"
              class={bar < BARS[priority] ? 'text-soft' : 'text-line'}
            />
          ))
        )}
      </svg>
    </span>
  );
}
