import type { Language } from '@everthread/shared/models/article';
import { html } from 'hono/html';
import { pathOf } from '../addresses.ts';
import { directionOf } from '../direction.ts';
import { helpWords } from '../help-words.ts';
import type { FoundArticle } from '../search-articles.ts';
import type { Markup } from './block-nodes.ts';
import { type Around, layout } from './layout.ts';
import { trail } from './trail.ts';

/** What a search has found. */
export function searchPage(
  around: Around,
  { language, query, found }: { language: Language; query: string; found: readonly FoundArticle[] },
): Markup {
  const { place } = around;
  const { w } = helpWords(language);
  const results = found.map(
    ({ title, slug, heading, excerpt, language: written }) => html`<li lang="${written}" dir="${directionOf(written)}">
<h2><a href="${around.back}${pathOf({ at: 'article', language: written, slug })}">${title}</a></h2>
${heading ? html`<p class="count">${heading}</p>` : ''}<p>${excerpt}</p></li>`,
  );
  return layout(around, {
    language,
    title: query ? w.results(query) : w.search,
    description: w.title,
    path: pathOf({ at: 'search', language }),
    others: place.languages.map((other) => ({ language: other, path: pathOf({ at: 'search', language: other }) })),
    isFound: false,
    query,
    content: html`<div class="narrow">${trail(around, language, []).nav}
<h1>${query ? w.results(query) : w.search}</h1>
${query && found.length === 0 ? html`<div class="empty"><p>${w.none}</p><p class="count">${w.noneText}</p></div>` : ''}
${found.length > 0 ? html`<p class="count">${w.found(found.length)}</p><ol class="results">${results}</ol>` : ''}</div>`,
  });
}
