import { AppError } from '../errors.ts';
import { Broken } from './byte-walk.ts';

export type Size = { width: number; height: number };

const MOST_PIXELS = 100_000_000;

/** Throws `too_large` for a picture that would fill the memory of who looks at it. */
export function checkedSize(width: number, height: number): Size {
  if (width === 0 || height === 0) throw new Broken('has no size');
  if (width * height > MOST_PIXELS) throw new AppError('too_large', 'This picture has more than 100 megapixels');
  return { width, height };
}
