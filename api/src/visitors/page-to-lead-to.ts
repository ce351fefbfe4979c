import type { Config } from '../config.ts';
import type { PageSeen } from '../db/schema/visitors.ts';

/** `pages`: those before, the oldest first. `helpUrl`: where the workspace shows its help centre, if not under ours. */
type Known = {
  pageUrl: string | null;
  pages: readonly PageSeen[];
  allowedOrigins: readonly string[];
  helpUrl: string | null;
};

/**
 * The page on which a visitor was last, where he may be led there; our own pages are none. A browser has said it, which
 * may say anything: so it is an address of a site that the workspace has named, or, for `himself`, to whom it says no more
 * than he did, of any where it has named none.
 */
export function pageToLeadTo(
  { publicUrl }: Pick<Config, 'publicUrl'>,
  { pageUrl, pages, allowedOrigins, helpUrl }: Known,
  to: 'himself' | 'anybody',
): URL | null {
  const own = new URL(publicUrl).origin;
  const named = helpUrl ? [...allowedOrigins, new URL(helpUrl).origin] : allowedOrigins;
  const mayBe = ({ protocol, origin }: URL) =>
    ['http:', 'https:'].includes(protocol) &&
    origin !== own &&
    (named.includes(origin) || (to === 'himself' && allowedOrigins.length === 0));
  const known = [...pages.map(({ url }) => url), pageUrl ?? ''].map((url) => URL.parse(url));
  return known.findLast((page) => page && mayBe(page)) ?? null;
}
