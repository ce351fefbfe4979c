// What is shown of replies that wait or were held back: together in a file of their own, fetched when first wanted.
export { KeptDrafts } from './kept-drafts.tsx';
export { MacroLine } from './macro-line.tsx';
export { SendLater } from './send-later.tsx';
export { StaleNotice } from './stale-notice.tsx';
export { Suggestions } from './suggestions.tsx';
export { takeBack, takeHeldBack } from './take-back.ts';
export { WaitingReplies } from './waiting-replies.tsx';
