import type { NamedArticle } from '@everthread/shared/models/found-article';

/**
 * A few articles that may answer before anybody is asked, as our own page says: of the language that the site wants, else
 * of that which the browser wants. None where it names none.
 */
export function readHelp(page: Document, wanted: string): readonly NamedArticle[] {
  const first = JSON.parse(page.querySelector('#help')?.textContent || '{}');
  return first[`-${wanted}`] ?? first[`-${wanted.split('-')[0]}`] ?? first['-'] ?? [];
}
