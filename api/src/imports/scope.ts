import { publicUrl } from '../http/public-url.ts';

/** What belongs to an import: pages of one origin below one path. */
export type Scope = { origin: string; path: string };

const NOT_A_PAGE =
  /\.(?:avif|bmp|css|csv|docx?|eot|gif|gz|ico|jpe?g|js|json|mjs|mov|mp[34]|pdf|png|pptx?|rss|svg|tar|tgz|ttf|webm|webp|woff2?|xlsx?|zip)$/i;

/** The folder in which an address stands. */
export function scopeOf(address: URL): Scope {
  return { origin: address.origin, path: address.pathname.slice(0, address.pathname.lastIndexOf('/') + 1) };
}

export const isWithin = ({ origin, path }: Scope, url: URL): boolean =>
  url.origin === origin && (url.pathname.startsWith(path) || `${url.pathname}/` === path);

/** A page's address in one way only, if it is a public one within the scope and may be a page. */
export function pageWithin(scope: Scope, address: string, base: URL): string | undefined {
  const url = publicUrl(address.trim(), base);
  if (!url || !isWithin(scope, url) || NOT_A_PAGE.test(url.pathname)) return undefined;
  url.hash = '';
  return url.href;
}
