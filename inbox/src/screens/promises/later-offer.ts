import { laterPart } from '../../later.tsx';

/** Fetched beside the thread: most replies promise nothing. */
export const WordOffer = laterPart(async () => (await import('./word-offer.tsx')).WordOffer);
