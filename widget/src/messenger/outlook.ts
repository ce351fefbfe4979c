import type { Outlook } from '@everthread/shared/models/outlook';

/** What who comes may expect, as the page itself says. Undefined where it does not. */
export function readOutlook(page: Document): Outlook | undefined {
  try {
    const told = JSON.parse(page.querySelector('#outlook')?.textContent ?? 'null') as Outlook | null;
    return told ?? undefined;
  } catch {
    return undefined;
  }
}
