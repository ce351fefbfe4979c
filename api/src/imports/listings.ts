const MOST_LISTED = 2_000;

/** What kind of list an address leads to, if it leads to one. */
export type Listing = 'llms' | 'sitemap';

export function listingAt({ pathname }: URL): Listing | undefined {
  if (/\/llms(-full)?\.txt$/i.test(pathname)) return 'llms';
  return /\.xml$/i.test(pathname) ? 'sitemap' : undefined;
}

/** The addresses that an llms.txt names: its links, in their order. */
export const linksInLlms = (text: string): string[] =>
  [...text.matchAll(/\]\(\s{0,10}<?([^\s()<>]{1,2000})/g)].slice(0, MOST_LISTED).map(([, address = '']) => address);

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The addresses that a sitemap names: pages, or further sitemaps. */
export function linksInSitemap(text: string): { pages: string[]; sitemaps: string[] } {
  const isIndex = /<sitemapindex[\s>]/i.test(text.slice(0, 5_000));
  const named = [...text.matchAll(/<loc>\s{0,100}([^<>]{1,2100})/gi)]
    .slice(0, MOST_LISTED)
    .map(([, address = '']) => address.trim().replace(/&(\w{2,4});/g, (all, name: string) => ENTITIES[name] ?? all));
  return isIndex ? { pages: [], sitemaps: named } : { pages: named, sitemaps: [] };
}
