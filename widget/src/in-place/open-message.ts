/** What the site's worker says to a page that is open already, on which its visitor was. */
export const OPEN = 'everthread:open';
