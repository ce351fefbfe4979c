import type { AttachmentId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import { attachments } from '../db/schema/attachments.ts';
import { messages } from '../db/schema/messages.ts';

/** What a message shows of a file. */
export type AttachmentRow = {
  id: AttachmentId;
  name: string;
  type: string;
  size: number;
  width: number | null;
  height: number | null;
};

/** A column of `messages`: the files of each message, in their order, in the same trip. */
export const filesOfMessage: SQL<AttachmentRow[]> = sql`(
  select coalesce(json_agg(json_build_object('id', file.id, 'name', file.name, 'type', file.type, 'size', file.size,
    'width', file.width, 'height', file.height) order by file.position), '[]')
  from ${attachments} file
  where file.workspace_id = ${messages.workspaceId} and file.message_id = ${messages.id})`;

/** Whether these are the files of that message, in that order. */
export const areSameFiles = (rows: readonly Pick<AttachmentRow, 'id'>[], ids: readonly AttachmentId[] = []): boolean =>
  rows.length === ids.length && rows.every(({ id }, at) => id === ids[at]);
