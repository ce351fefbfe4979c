/** Where the sockets of a page's own origin are. */
export function liveUrl({ href }: Pick<Location, 'href'>): string {
  const url = new URL('/live', href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
