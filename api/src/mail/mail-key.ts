import { createHash } from 'node:crypto';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { ReceivedMail } from './received-mail.ts';
import { headerOf } from './vouched-for.ts';

/**
 * An id that one mail always has in one workspace, whichever way and however often it comes: by its Message-ID and by
 * what it says, since whoever sends it chooses the first. `what`: one for each thing that the mail becomes.
 */
export function mailId<Id extends string>(workspaceId: WorkspaceId, mail: ReceivedMail, what: string): Id {
  const hash = createHash('sha256').update(`${workspaceId}\n${what}\n`);
  const { messageId, from, subject, text, html, files, headers } = mail;
  hash.update(JSON.stringify([messageId, headerOf(headers, 'date'), from?.address, subject, text, html]));
  for (const { name, bytes } of files) hash.update(`${name}\n${bytes.byteLength}\n`).update(bytes);
  const digits = hash.digest('hex').slice(0, 32).split('');
  digits[12] = '8'; // a UUID of one's own making (RFC 9562)
  digits[16] = '8';
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as Id;
}
