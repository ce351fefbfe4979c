import { laterPart } from '../../later.tsx';

/** Until when somebody was promised an answer. */
export const PromiseMark = laterPart(async () => (await import('../promises/promise-mark.tsx')).PromiseMark);
