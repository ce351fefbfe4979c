import type { ComponentChildren } from 'preact';
import { classes } from '../../ui/classes.ts';

type DividerProps = { look: 'day' | 'topic' | 'done'; children: ComponentChildren };

export function Divider({ look, children }: DividerProps) {
  return (
    <div
      class={classes(
        'flex items-center gap-3 text-small',
        look === 'day' ? 'mt-6 mb-2 font-medium text-soft' : 'my-4 text-faint',
        look === 'topic' && 'before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line',
        look !== 'topic' && 'justify-center',
      )}
    >
      <span class="flex items-center gap-1.5">{children}</span>
    </div>
  );
}
