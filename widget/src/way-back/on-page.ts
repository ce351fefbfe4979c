import { atMessage } from '@everthread/shared/client/at-message';
import type { VisitorPush } from '@everthread/shared/models/way-back';

/**
 * Where a click leads when the site shows the notification itself: to the page on which the visitor was, at the message;
 * never to another site.
 */
export function onPage(push: Exclude<VisitorPush, { type: 'close' }> | undefined, origin: string): string {
  const isHere = (url: string | null | undefined) => !!url && URL.canParse(url) && new URL(url).origin === origin;
  const page = withoutMessage([push?.page, push?.url].find(isHere) ?? origin);
  return push ? atMessage(page, push.messageId) : page;
}

/** The address without what led to a message. */
export function withoutMessage(address: string): string {
  const page = new URL(address);
  page.searchParams.delete('everthread');
  if (page.hash.startsWith('#everthread=')) page.hash = '';
  return page.href;
}
