import { laterPart } from '../../later.tsx';

/** Asks which other visitor this one is, in a file of its own: it is seldom wanted. */
export const MergeDialog = laterPart(async () => (await import('./merge-dialog.tsx')).MergeDialog);
