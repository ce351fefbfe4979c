import { laterPart } from '../../later.tsx';

/** What he answered flows, which few visitors have been asked anything by. */
export const Answers = laterPart(async () => (await import('./answers.tsx')).Answers);

/** What managers may do with all there is of him. */
export const PersonalData = laterPart(async () => (await import('./personal-data.tsx')).PersonalData);

/** Asks which other visitor this one is, in a file of its own: it is seldom wanted. */
export const MergeDialog = laterPart(async () => (await import('./merge-dialog.tsx')).MergeDialog);
