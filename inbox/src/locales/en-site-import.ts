import { useLocale } from '../locale.ts';

/** What is said of articles that are read from a site. */
const enSiteImport = {
  title: 'From a site',
  hint: 'A page with what stands below it, a sitemap or an llms.txt. What the site’s robots.txt forbids is left. Everything comes as drafts; imported again, what changed there changes here, unless somebody has written in it.',
  label: 'Address',
  placeholder: 'https://www.example.com/help/',
  begin: 'Read it',
  notBegun: 'This did not begin',
  notLoaded: 'The imports could not be loaded',
  running: (read: number, known: number) => `Reading: ${read} of ${known} pages`,
  done: (read: number) => (read === 1 ? 'Done: 1 page' : `Done: ${read} pages`),
  stopped: (read: number) => (read === 1 ? 'Stopped after 1 page' : `Stopped after ${read} pages`),
  stop: 'Stop',
  readAgain: 'Read again',
  counts: {
    new: (n: number) => `${n} new`,
    updated: (n: number) => `${n} updated`,
    same: (n: number) => `${n} as before`,
    edited: (n: number) => `${n} left, because they were written in here`,
    forbidden: (n: number) => `${n} not allowed by the site`,
    failed: (n: number) => `${n} could not be read`,
  },
  failedPages: 'What could not be read',
};

export type SiteImportWords = typeof enSiteImport;

/** The words of the agent's language; English until there are others. */
export const useSiteImportWords = (): SiteImportWords => {
  useLocale();
  return enSiteImport;
};
