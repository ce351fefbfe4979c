import * as z from 'zod/mini';
import { ImportId } from './ids.ts';

export const ImportState = z.enum(['running', 'done', 'stopped']);
export type ImportState = z.infer<typeof ImportState>;

/**
 * What became of a page: `new` and `updated` as drafts, `same` as it was, `edited`: somebody has written in it since, so
 * that it was left, `forbidden`: by the site's robots.txt, `failed`: nothing could be read there.
 */
export const PageState = z.enum(['waiting', 'new', 'updated', 'same', 'edited', 'forbidden', 'failed', 'listed']);
export type PageState = z.infer<typeof PageState>;

/** Pages of a site that become articles, and how far that is. */
export const SiteImport = z.object({
  id: ImportId,
  url: z.string(),
  state: ImportState,
  begunAt: z.iso.datetime(),
  endedAt: z.nullable(z.iso.datetime()),
  pages: z.record(PageState, z.int()),
  failed: z.array(z.string()), // some of those that could not be read
});
export type SiteImport = z.infer<typeof SiteImport>;

/** An llms.txt, a sitemap, or a page of a site: what stands below it is read. The id is chosen by the sender. */
export const NewSiteImport = z.strictObject({
  id: ImportId,
  url: z.string().check(z.maxLength(2_000)),
});
export type NewSiteImport = z.infer<typeof NewSiteImport>;
