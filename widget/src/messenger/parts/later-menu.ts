import { later } from '../later.ts';

/** What can be done with a message, and what stands above the field while one is quoted or edited. */
export const laterMenu = later(() => import('./message-menu.tsx'));
