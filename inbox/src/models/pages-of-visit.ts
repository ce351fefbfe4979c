import type { VisitedPage } from '@everthread/shared/models/visitor-details';

const A_PAUSE_MS = 30 * 60_000;

/** Of the pages, the latest first, those of his last visit: between two visits lies half an hour in which he was nowhere. */
export function pagesOfVisit(pages: readonly VisitedPage[]): readonly VisitedPage[] {
  const firstOfBefore = pages.findIndex(({ at }, index) => {
    const later = pages[index - 1];
    return later !== undefined && Date.parse(later.at) - Date.parse(at) > A_PAUSE_MS;
  });
  return firstOfBefore === -1 ? pages : pages.slice(0, firstOfBefore);
}
