import { html } from 'hono/html';
import { pathOf } from '../addresses.ts';
import { helpWords } from '../help-words.ts';
import type { HelpHome, Listed } from '../read-home.ts';
import type { Markup } from './block-nodes.ts';
import { type Around, layout } from './layout.ts';

/** What a help centre begins with: its collections, each with the first of its articles. */
export function homePage(around: Around, { place, language, shelves, loose }: HelpHome): Markup {
  const { w } = helpWords(language);
  const link = articleLink(around, language);
  const shelfPath = (slug: string) => around.back + pathOf({ at: 'shelf', language, slug });
  const cards = shelves.map(
    ({ name, description, slug, total, articles }) => html`<section class="card">
<h2><a href="${shelfPath(slug)}" dir="auto">${name}</a></h2>
${description ? html`<p dir="auto">${description}</p>` : ''}
<ul>${articles.map(link)}</ul>
<a class="more" href="${shelfPath(slug)}">${total > articles.length ? `${w.all} ` : ''}<span class="count">${w.count(total)}</span></a>
</section>`,
  );
  const others =
    loose.length > 0
      ? html`<section class="card">${shelves.length > 0 ? html`<h2>${w.other}</h2>` : html`<h2>${w.home}</h2>`}<ul>${loose.map(link)}</ul></section>`
      : '';
  return layout(around, {
    language,
    title: place.name,
    description: `${place.name} · ${w.title}`,
    path: pathOf({ at: 'home', language }),
    others: place.languages
      .filter((other) => other !== language)
      .map((other) => ({ language: other, path: pathOf({ at: 'home', language: other }) })),
    hero: true,
    content: html`<div class="cards">${cards}${others}</div>`,
  });
}

/** An article in a list. */
export const articleLink =
  ({ back }: Around, language: string) =>
  ({ slug, title }: Listed): Markup =>
    html`<li><a href="${back}${pathOf({ at: 'article', language, slug })}" dir="auto">${title}</a></li>`;
