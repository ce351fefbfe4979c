import type { SelectHTMLAttributes } from 'preact';
import { classes } from './classes.ts';

type SelectProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'class' | 'size'> & { size?: 'small' | 'usual' };

/** The browser's own list of choices. */
export function Select({ size = 'usual', ...rest }: SelectProps) {
  return (
    <select
      {...(rest as object)}
      class={classes(
        'rounded-medium border border-strong-line bg-surface text-ink disabled:border-line disabled:text-soft',
        size === 'small' ? 'h-8 px-2' : 'h-10 px-3 text-read',
      )}
    />
  );
}
