// What is shown of replies that wait or were held back: together in a file of their own, fetched when first wanted.
export { StaleNotice } from './stale-notice.tsx';
