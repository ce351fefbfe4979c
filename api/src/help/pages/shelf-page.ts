import { html } from 'hono/html';
import { pathOf } from '../addresses.ts';
import { helpWords } from '../help-words.ts';
import type { HelpShelf } from '../read-shelf.ts';
import type { Markup } from './block-nodes.ts';
import { articleLink } from './home-page.ts';
import { type Around, layout } from './layout.ts';
import { trail } from './trail.ts';

/** A collection with all its articles. */
export function shelfPage(around: Around, { place, language, languages, shelf }: HelpShelf): Markup {
  const { w } = helpWords(language);
  const pathIn = (other: string) => pathOf({ at: 'shelf', language: other, slug: shelf.slug });
  const steps = trail(around, language, []);
  return layout(around, {
    language,
    title: shelf.name,
    description: shelf.description || `${shelf.name} · ${place.name}`,
    path: pathIn(language),
    others: languages.filter((other) => other !== language).map((other) => ({ language: other, path: pathIn(other) })),
    facts: [steps.facts(shelf.name, pathIn(language))],
    content: html`<div class="narrow">${steps.nav}
<h1 dir="auto">${shelf.name}</h1>
${shelf.description ? html`<p class="lead" dir="auto">${shelf.description}</p>` : ''}
<p class="count">${w.count(shelf.articles.length)}</p>
<ul class="list">${shelf.articles.map(articleLink(around, language))}</ul></div>`,
  });
}
