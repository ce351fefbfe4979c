import type { Outlook } from '@everthread/shared/models/outlook';

/** What who comes may expect, as our own page says. Undefined where it does not. */
export const readOutlook = (page: Document): Outlook | undefined =>
  JSON.parse(page.querySelector('#outlook')?.textContent || 'null') ?? undefined;
