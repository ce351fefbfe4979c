import { html } from 'hono/html';
import { pathOf } from '../addresses.ts';
import { helpWords } from '../help-words.ts';
import type { Markup } from './block-nodes.ts';
import { type Around, layout, type PageFiles } from './layout.ts';

/** That there is no such page in this help centre. */
export function missingPage(around: Around, language: string): Markup {
  const { w } = helpWords(language);
  const home = pathOf({ at: 'home', language });
  return layout(around, {
    language,
    title: w.missing,
    description: w.missing,
    path: home,
    others: [],
    isFound: false,
    content: html`<div class="narrow empty"><h1>${w.missing}</h1><p>${w.missingText}</p><p><a class="button" href="${around.back}${home}">${w.home}</a></p></div>`,
  });
}

/** That there is no help centre here, or that it cannot be shown: nothing in it is anybody's. */
export const barePage = ({ style }: PageFiles, title: string, text: string): Markup => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><meta name="robots" content="noindex"><link rel="stylesheet" href="${style}"></head>
<body><main class="narrow empty"><h1>${title}</h1><p>${text}</p></main></body></html>`;
