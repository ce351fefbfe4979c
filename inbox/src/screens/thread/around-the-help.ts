// What helps who is writing: together in a file of their own, fetched when first wanted.
export { HelpPanel } from './help-panel.tsx';
export { noteOnceSent } from './note-once-sent.ts';
export { OriginalLine } from './original-line.tsx';
export { Translated } from './translated.tsx';
