import type { VisitorPush } from '@everthread/shared/models/way-back';

/**
 * Where a click leads when the site shows the notification itself: to the page on which the visitor was, at the message;
 * never to another site. A fragment that is the page's own route stays.
 */
export function onPage(push: Exclude<VisitorPush, { type: 'close' }> | undefined, origin: string): string {
  const isHere = (url: string | null | undefined) => !!url && URL.canParse(url) && new URL(url).origin === origin;
  const page = new URL([push?.page, push?.url].find(isHere) ?? origin);
  if (push && page.hash) page.searchParams.set('everthread', push.messageId);
  else if (push) page.hash = `everthread=${push.messageId}`;
  return page.href;
}

/** The address without what led to a message. */
export function withoutMessage(address: string): string {
  const page = new URL(address);
  page.searchParams.delete('everthread');
  if (page.hash.startsWith('#everthread=')) page.hash = '';
  return page.href;
}
