import { later } from '../later.ts';

/** What shows messages. Fetched beside the thread, or when the first words are being written. */
export const laterConversation = later(() => import('./conversation.tsx'));
