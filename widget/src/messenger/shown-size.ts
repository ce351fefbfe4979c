import type { Attachment } from '@everthread/shared/models/attachment';

/** The kinds that are shown in place; what else calls itself an image is a file like any other. */
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'];
const WIDEST = 248;
const HIGHEST = 300;
const LEAST = 56;

/** The room that a picture takes in a bubble, known before its first byte comes. Undefined for what is no picture. */
export function shownSize({ type, width, height }: Attachment): { width: number; height: number } | undefined {
  if (!PICTURES.includes(type) || !width || !height) return undefined;
  const scale = Math.min(1, WIDEST / width, HIGHEST / height);
  return { width: Math.max(LEAST, Math.round(width * scale)), height: Math.max(LEAST, Math.round(height * scale)) };
}
