import { classes } from './classes.ts';
import { firstLetter } from './first-letter.ts';

// Hues that keep their distance from each other and from the colours that mean something.
const HUES = [205, 235, 265, 295, 325, 355, 20, 150, 175];

const SIZES = {
  tiny: 'size-5 text-[0.625rem]',
  small: 'size-6 text-[0.6875rem]',
  medium: 'size-8 text-small',
  large: 'size-11 text-title',
};

type AvatarProps = { id: string; name: string; photo?: string | null | undefined; size?: keyof typeof SIZES };

/** A person: his photo, or the first letter of his name on a colour of his own. */
export function Avatar({ id, name, photo, size = 'medium' }: AvatarProps) {
  if (photo) {
    return <img src={photo} alt="" class={classes('shrink-0 rounded-full object-cover', SIZES[size])} />;
  }
  const hue = HUES[Number.parseInt(id.slice(0, 4), 16) % HUES.length] ?? 205;
  return (
    <span
      aria-hidden="true"
      style={{
        backgroundColor: `light-dark(oklch(0.92 0.045 ${hue}), oklch(0.34 0.05 ${hue}))`,
        color: `light-dark(oklch(0.38 0.09 ${hue}), oklch(0.88 0.06 ${hue}))`,
      }}
      class={classes(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold uppercase select-none',
        SIZES[size],
      )}
    >
      {firstLetter(name)}
    </span>
  );
}
