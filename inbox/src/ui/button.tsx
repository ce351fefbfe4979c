import type { ButtonHTMLAttributes } from 'preact';
import { classes } from './classes.ts';

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  note: 'bg-note-fill text-on-note hover:opacity-90',
  outline: 'border border-line bg-surface text-ink hover:bg-raised',
  quiet: 'text-soft hover:bg-raised hover:text-ink',
  danger: 'border border-line bg-surface text-danger hover:bg-danger-ground',
};

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'class'> & {
  look?: keyof typeof LOOKS;
  size?: 'small' | 'medium' | 'icon';
  class?: string;
};

const SIZES = { small: 'h-7 px-2.5 text-small', medium: 'min-h-9 px-3.5 py-1 text-body', icon: 'size-8' };

const pressOnce = (event: KeyboardEvent) => {
  if (event.repeat && event.key === 'Enter') event.preventDefault();
};

/** However long a key is held, it is pressed once. */
export function Button({ look = 'outline', size = 'medium', class: extra, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      onKeyDown={pressOnce}
      {...rest}
      class={classes(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-medium font-medium transition-colors select-none disabled:opacity-50',
        SIZES[size],
        LOOKS[look],
        extra,
      )}
    />
  );
}
