import type { Language } from '@everthread/shared/models/article';
import { html, raw } from 'hono/html';
import { pathOf } from '../addresses.ts';
import { directionOf, ownNameOf } from '../direction.ts';
import type { HelpPlace } from '../help-place.ts';
import { type HelpWords, helpWords } from '../help-words.ts';
import type { Markup } from './block-nodes.ts';

/** What a page is called by the browser's build: its style and its module. */
export type PageFiles = { style: string; script: string };

/** What every page of a help centre is given. `back`: from the page to the help centre's own address. */
export type Around = {
  place: HelpPlace;
  publicUrl: string;
  base: string; // the help centre's own address
  back: string;
  files: PageFiles;
};

/** A page within what is around it. `path` and those of `others` are below the help centre's own address. */
export type Page = {
  language: Language;
  title: string;
  description: string;
  path: string;
  others: readonly { language: Language; path: string }[];
  isFound?: boolean; // by search engines
  kind?: 'website' | 'article';
  facts?: readonly unknown[]; // JSON-LD
  hero?: boolean;
  query?: string;
  content: Markup;
};

/** As in the stylesheet, by light; for what stands outside of it. */
const COLORS = {
  indigo: '#4b3fe0',
  blue: '#1f5fbf',
  teal: '#0b6b73',
  green: '#1d6b3c',
  amber: '#8a5300',
  red: '#b3261e',
  pink: '#a8236f',
  slate: '#44525c',
} as const;

export function layout(around: Around, page: Page): Markup {
  const { place, base, files } = around;
  const { w, language: wordsIn } = helpWords(page.language);
  const title = page.title === place.name ? `${place.name} · ${w.title}` : `${page.title} · ${place.name}`;
  return html`<!doctype html>
<html lang="${page.language}" dir="${directionOf(page.language)}" data-color="${place.color}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${page.description}">
<meta name="theme-color" content="${COLORS[place.color]}">
${page.isFound === false ? html`<meta name="robots" content="noindex">` : known(around, page)}
<link rel="stylesheet" href="${files.style}">
<link rel="sitemap" type="application/xml" href="${base}sitemap.xml">
<script type="module" crossorigin src="${files.script}"></script>
<script async src="${around.publicUrl}/w.js" data-workspace="${place.workspaceId}" data-color="${COLORS[place.color]}" data-language="${page.language}"></script>
${(page.facts ?? []).map(factsBlock)}
</head>
<body>
<a class="skip" href="#help-content">${w.skip}</a>
${header(around, page, w)}
<main id="help-content" tabindex="-1"${page.hero ? raw(' class="home"') : ''}>
${page.content}
</main>
<footer>
<section class="ask" lang="${wordsIn}" aria-labelledby="help-ask" data-ask hidden>
<div><h2 id="help-ask">${w.askTitle}</h2><p>${w.askText}</p></div>
<button type="button">${w.ask}</button>
</section>
</footer>
</body>
</html>`;
}

/** For search engines and for who passes the address on. */
function known(
  { base, place }: Around,
  { path, others, title, description, language, kind = 'website' }: Page,
): Markup {
  const all = [{ language, path }, ...others].toSorted((a, b) => (a.language < b.language ? -1 : 1));
  const chief = place.languages.map((first) => all.find((each) => each.language === first)).find(Boolean);
  return html`<link rel="canonical" href="${base}${path}">
${all.length > 1 ? all.map((each) => html`<link rel="alternate" hreflang="${each.language}" href="${base}${each.path}">`) : ''}
${all.length > 1 ? html`<link rel="alternate" hreflang="x-default" href="${base}${chief?.path ?? path}">` : ''}
<meta property="og:type" content="${kind}">
<meta property="og:site_name" content="${place.name}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${base}${path}">
<meta property="og:locale" content="${language.replace('-', '_')}">
${place.logo ? html`<meta property="og:image" content="${place.logo}">` : ''}
<meta name="twitter:card" content="summary">`;
}

/** Data that no browser runs, escaped so that no text in it can end the element. */
const factsBlock = (facts: unknown): Markup =>
  html`<script type="application/ld+json">${raw(JSON.stringify(facts).replaceAll('<', '\\u003c'))}</script>`;

function header(around: Around, page: Page, w: HelpWords): Markup {
  const { place, back } = around;
  const home = back + pathOf({ at: 'home', language: page.language });
  return html`<header class="${page.hero ? 'hero' : 'bar'}">
<div class="top">
<a class="brand" href="${home}">${place.logo ? html`<img src="${place.logo}" alt="" width="32" height="32">` : ''}<span dir="auto">${place.name}</span></a>
${languages(around, page, w)}
</div>
${page.hero ? html`<h1 lang="${helpWords(page.language).language}">${w.lead}</h1>` : ''}
${searchForm(around, page, w)}
</header>`;
}

function languages({ back, place }: Around, { language, others }: Page, w: HelpWords): Markup {
  if (place.languages.length < 2) return '';
  const links = place.languages
    .filter((other) => other !== language)
    .map((other) => {
      const path = others.find((each) => each.language === other)?.path ?? pathOf({ at: 'home', language: other });
      return html`<li><a href="${back}${path}" lang="${other}" hreflang="${other}" dir="${directionOf(other)}">${ownNameOf(other)}</a></li>`;
    });
  return html`<details class="languages"><summary><span class="quiet">${w.language}: </span>${ownNameOf(language)}</summary><ul>${links}</ul></details>`;
}

function searchForm({ back }: Around, { language, query = '' }: Page, w: HelpWords): Markup {
  const at = back + pathOf({ at: 'search', language });
  return html`<form class="search" role="search" action="${at}" method="get" data-suggestions="${back}${language}/suggestions" data-none="${w.none}" data-all="${w.allResults}">
<label class="quiet" for="help-search">${w.searchFor}</label>
<input id="help-search" type="search" name="q" value="${query}" placeholder="${w.searchFor}" autocomplete="off" spellcheck="false" maxlength="200" enterkeyhint="search">
<button type="submit"><svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false"><path d="M8.5 3a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Zm4 9.5L17 17" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg><span class="quiet">${w.search}</span></button>
<p class="quiet" role="status"></p>
</form>`;
}
