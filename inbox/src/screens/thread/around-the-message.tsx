import { laterPart } from '../../later.tsx';

// What is done with a message now and then: together in a file of their own, fetched when first wanted.
const around = () => import('./message-doings.ts');

export const MessageMenu = laterPart(async () => (await around()).MessageMenu);
export const MessageEditor = laterPart(async () => (await around()).MessageEditor);
export const MessageVersions = laterPart(async () => (await around()).MessageVersions);
export const BotTrace = laterPart(async () => (await import('../bot/bot-trace.tsx')).BotTrace);
export const MessageMarks = laterPart(async () => (await import('./message-marks.tsx')).MessageMarks);
export const Translated = laterPart(async () => (await import('./around-the-help.ts')).Translated);
export const DeleteDialog = laterPart(async () => (await around()).DeleteDialog);
