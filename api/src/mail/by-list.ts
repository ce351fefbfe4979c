import type { MailHeader } from './received-mail.ts';
import { headerOf } from './vouched-for.ts';

/**
 * Whether a mail came by way of a list or group that people write to, as the address of a team often is. Who wrote it is
 * not proven by whatever the list's own domain vouches for. What is only sent out, to many at once, is none.
 */
export function cameByList(headers: readonly MailHeader[]): boolean {
  const has = (name: string) => headerOf(headers, name) !== '';
  const isPostedTo = has('list-post') && !/^no\b/i.test(headerOf(headers, 'list-post'));
  return isPostedTo || /^list\b/i.test(headerOf(headers, 'precedence')) || (has('list-id') && !isMailing(headers));
}

/** One that is unsubscribed from by a press of the mailbox's own button, or by whatever way without being a list. */
export const isMailing = (headers: readonly MailHeader[]): boolean =>
  headerOf(headers, 'list-unsubscribe-post') !== '' ||
  (headerOf(headers, 'list-unsubscribe') !== '' && headerOf(headers, 'list-id') === '');
