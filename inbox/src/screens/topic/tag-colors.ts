import type { Tag, TagColor } from '@everthread/shared/models/tag';

/** In the order in which new tags get them. */
export const TAG_COLORS: readonly TagColor[] = [
  'blue',
  'green',
  'orange',
  'violet',
  'red',
  'teal',
  'yellow',
  'pink',
  'gray',
];

const HUES: Record<TagColor, [chroma: number, hue: number]> = {
  gray: [0.01, 240],
  red: [0.17, 25],
  orange: [0.15, 55],
  yellow: [0.13, 90],
  green: [0.13, 150],
  teal: [0.1, 195],
  blue: [0.14, 250],
  violet: [0.15, 295],
  pink: [0.15, 350],
};

/** How a colour looks, in the light and in the dark. */
export function tagPaint(color: TagColor): string {
  const [chroma, hue] = HUES[color];
  return `light-dark(oklch(0.6 ${chroma} ${hue}), oklch(0.72 ${chroma} ${hue}))`;
}

/** The colour that fewest tags have. */
export function nextTagColor(tags: readonly Tag[]): TagColor {
  const count = (color: TagColor) => tags.filter((tag) => tag.color === color).length;
  return TAG_COLORS.toSorted((a, b) => count(a) - count(b))[0] ?? 'blue';
}
