import { classes } from './classes.ts';
import { firstLetter } from './first-letter.ts';

const TINTS = 9; // as many as the styles have

const SIZES = {
  tiny: 'size-5 text-[0.625rem]',
  small: 'size-6 text-[0.6875rem]',
  medium: 'size-8 text-small',
  large: 'size-11 text-title',
};

type AvatarProps = {
  id: string;
  name: string;
  photo?: string | null | undefined;
  size?: keyof typeof SIZES;
  class?: string;
};

/** A person: his photo, or the first letter of his name on a colour of his own. */
export function Avatar({ id, name, photo, size = 'medium', class: extra }: AvatarProps) {
  if (photo) {
    return <img src={photo} alt="" class={classes('shrink-0 rounded-full object-cover', SIZES[size], extra)} />;
  }
  // By class: a style of its own for each would be read and matched for each.
  const tint = `tint-${Number.parseInt(id.slice(0, 4), 16) % TINTS || 0}`;
  return (
    <span
      aria-hidden="true"
      class={classes(
        'tint inline-flex shrink-0 items-center justify-center rounded-full font-semibold uppercase select-none',
        tint,
        SIZES[size],
        extra,
      )}
    >
      {firstLetter(name)}
    </span>
  );
}
