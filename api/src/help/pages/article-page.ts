import { articleBlocks, type Block } from '@everthread/shared/client/article-blocks';
import { lineOf, plainOf } from '@everthread/shared/client/article-inline';
import { html } from 'hono/html';
import { firstCharacters } from '../../messages/first-characters.ts';
import { pathOf } from '../addresses.ts';
import { helpWords } from '../help-words.ts';
import type { HelpArticle } from '../read-help-article.ts';
import { blockNodes, type Markup } from './block-nodes.ts';
import { articleLink } from './home-page.ts';
import { type Around, layout } from './layout.ts';
import { trail } from './trail.ts';

const CONTENTS_FROM = 3; // headings
const DESCRIPTION_LENGTH = 160;

/** An article. `isVoted`: its reader has just said whether it helped. */
export function articlePage(
  around: Around,
  { place, article, others, shelf, neighbours }: HelpArticle,
  isVoted: boolean,
): Markup {
  const { language, title, slug } = article;
  const { w, language: wordsIn } = helpWords(language);
  const blocks = withoutTitle(articleBlocks(article.body), title);
  const path = pathOf({ at: 'article', language, slug });
  const description = firstWords(blocks) || title;
  const between = shelf ? [{ name: shelf.name, path: pathOf({ at: 'shelf', language, slug: shelf.slug }) }] : [];
  const steps = trail(around, language, between);
  return layout(around, {
    language,
    title,
    description,
    path,
    others: others.map((other) => ({
      language: other.language,
      path: pathOf({ at: 'article', language: other.language, slug: other.slug }),
    })),
    kind: 'article',
    facts: [
      steps.facts(title, path),
      {
        '@context': 'https://schema.org',
        '@type': 'Article',
        headline: firstCharacters(title, 110),
        dateModified: article.publishedAt,
        inLanguage: language,
        publisher: { '@type': 'Organization', name: place.name },
        mainEntityOfPage: around.base + path,
      },
    ],
    content: html`<div class="reading">
<article>
${steps.nav}
<h1 dir="auto">${title}</h1>
<p class="count">${w.updated} <time datetime="${article.publishedAt}">${dateIn(article.publishedAt, wordsIn)}</time></p>
${contents(blocks, w.contents)}
<div class="text" dir="auto">${blockNodes(blocks, place.imagesAt, title)}</div>
${voteForm(around, path, wordsIn, isVoted)}
</article>
${neighbours.length > 0 ? html`<nav class="near" aria-labelledby="help-near"><h2 id="help-near">${w.neighbours}</h2><ul>${neighbours.map(articleLink(around, language))}</ul></nav>` : ''}
</div>`,
  });
}

/** Many begin with their title once more. */
function withoutTitle(blocks: readonly Block[], title: string): readonly Block[] {
  const [first, ...rest] = blocks;
  return first?.kind === 'heading' && plainOf(first.content).trim() === title.trim() ? rest : blocks;
}

function contents(blocks: readonly Block[], label: string): Markup {
  const headings = blocks.filter((block) => block.kind === 'heading');
  const lowest = Math.min(...headings.map(({ level }) => level));
  const shown = headings.filter(({ level }) => level <= lowest + 1);
  if (shown.length < CONTENTS_FROM) return '';
  return html`<nav class="contents" aria-labelledby="help-contents"><h2 id="help-contents">${label}</h2><ul>${shown.map(
    ({ id, content, level }) =>
      html`<li class="${level > lowest ? 'deeper' : 'chief'}"><a href="#${encodeURIComponent(id)}" dir="auto">${plainOf(content)}</a></li>`,
  )}</ul></nav>`;
}

function voteForm({ back }: Around, path: string, language: string, isVoted: boolean): Markup {
  const { w } = helpWords(language);
  const asked = html`<h2 id="help-vote">${w.helped}</h2>
<form method="post" action="${back}${path}/votes"><button name="helped" value="yes">${w.yes}</button><button name="helped" value="no">${w.no}</button></form>`;
  return html`<section class="vote" lang="${language}" data-thanks="${w.thanks}" aria-label="${w.helped}">${isVoted ? html`<p role="status">${w.thanks}</p>` : asked}</section>`;
}

const dateIn = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(at));

/** How it begins, for who sees it in a list. */
function firstWords(blocks: readonly Block[]): string {
  const first = blocks.find((block) => block.kind === 'paragraph');
  const words = first?.kind === 'paragraph' ? lineOf(first.content) : '';
  if (words.length <= DESCRIPTION_LENGTH) return words;
  return `${words
    .slice(0, DESCRIPTION_LENGTH)
    .replace(/\s+\S*$/, '')
    .toWellFormed()}…`;
}
