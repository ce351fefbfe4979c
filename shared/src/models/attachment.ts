import * as z from 'zod/mini';
import { AttachmentId } from './ids.ts';

/** A file that came with a message. Its bytes are fetched by a link that ends in five minutes. */
export const Attachment = z.object({
  id: AttachmentId,
  name: z.string(), // for display only
  type: z.string(), // from its bytes, whatever its sender said
  size: z.int(), // bytes
  width: z.nullable(z.int()), // pixels, for images that may be shown in place
  height: z.nullable(z.int()),
});
export type Attachment = z.infer<typeof Attachment>;

/** How many links may be asked for at once. */
const MOST_LINKS = 100;

export const LinksWanted = z.strictObject({
  ids: z.array(AttachmentId).check(z.minLength(1), z.maxLength(MOST_LINKS)),
});
export type LinksWanted = z.infer<typeof LinksWanted>;

/** Opens one file, to whoever has it, for five minutes. */
export const AttachmentLink = z.object({ id: AttachmentId, url: z.string(), expiresAt: z.iso.datetime() });
export type AttachmentLink = z.infer<typeof AttachmentLink>;
