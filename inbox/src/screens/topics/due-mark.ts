import { laterPart } from '../../later.tsx';

/** Until when somebody is to be answered, or what else a target asks for. */
export const DueMark = laterPart(async () => (await import('../promises/due-mark.tsx')).DueMark);
