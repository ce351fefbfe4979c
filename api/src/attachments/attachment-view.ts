import type { Attachment } from '@everthread/shared/models/attachment';
import type { AttachmentRow } from './attachment-rows.ts';

/** What the people of a thread get of a file. */
export const toAttachment = ({ id, name, type, size, width, height }: AttachmentRow): Attachment => ({
  id,
  name,
  type,
  size,
  width,
  height,
});
