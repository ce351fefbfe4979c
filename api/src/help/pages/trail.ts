import type { Language } from '@everthread/shared/models/article';
import { html } from 'hono/html';
import { pathOf } from '../addresses.ts';
import { helpWords } from '../help-words.ts';
import type { Markup } from './block-nodes.ts';
import type { Around } from './layout.ts';

type Step = { name: string; path: string };

/** The way from the beginning to a page: for who reads it, and for search engines. */
export function trail({ back, base }: Around, language: Language, between: readonly Step[]) {
  const { w } = helpWords(language);
  const steps: Step[] = [{ name: w.home, path: pathOf({ at: 'home', language }) }, ...between];
  const nav: Markup = html`<nav class="trail" aria-label="${w.path}"><ol>${steps.map(
    ({ name, path }) => html`<li><a href="${back}${path}" dir="auto">${name}</a></li>`,
  )}</ol></nav>`;
  const facts = (name: string, path: string) => ({
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: [...steps, { name, path }].map((step, i) => ({
      '@type': 'ListItem',
      position: i + 1,
      name: step.name,
      item: base + step.path,
    })),
  });
  return { nav, facts };
}
