import { html } from 'hono/html';
import { pathOf } from './addresses.ts';
import type { Markup } from './pages/block-nodes.ts';
import type { MappedArticle } from './read-sitemap.ts';

/** The sitemap of a help centre, each article with what it is in other languages. */
export function sitemap(base: string, languages: readonly string[], articles: readonly MappedArticle[]): Markup {
  const homes = languages.map((language) => ({ language, path: pathOf({ at: 'home', language }) }));
  const groups = Map.groupBy(articles, ({ id }) => id);
  const urls = articles.map((article) => {
    const alike = (groups.get(article.id) ?? []).map(({ language, slug }) => ({
      language,
      path: pathOf({ at: 'article', language, slug }),
    }));
    return url(base, pathOf({ ...article, at: 'article' }), alike, article.publishedAt);
  });
  return html`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${homes.map(({ path }) => url(base, path, homes))}${urls}</urlset>
`;
}

function url(
  base: string,
  path: string,
  alike: readonly { language: string; path: string }[],
  changedAt?: string,
): Markup {
  const links = alike.map(
    (each) => html`<xhtml:link rel="alternate" hreflang="${each.language}" href="${base}${each.path}"/>`,
  );
  return html`<url><loc>${base}${path}</loc>${changedAt ? html`<lastmod>${changedAt}</lastmod>` : ''}${alike.length > 1 ? links : ''}</url>
`;
}
