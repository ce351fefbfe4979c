import type { NamedArticle } from '@everthread/shared/models/found-article';

/** A few articles that may answer before anybody is asked, as our own page says. None where it does not. */
export const readHelp = (page: Document): readonly NamedArticle[] =>
  JSON.parse(page.querySelector('#help')?.textContent || '[]');
