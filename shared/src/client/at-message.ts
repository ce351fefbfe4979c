/**
 * The address of a page of a site, which also says at which message the messenger on it is to open. A fragment that is
 * the page's own route stays.
 */
export function atMessage(address: string, messageId: string): string {
  const page = new URL(address);
  if (page.hash) page.searchParams.set('everthread', messageId);
  else page.hash = `everthread=${messageId}`;
  return page.href;
}
