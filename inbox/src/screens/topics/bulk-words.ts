import { enBulk } from '../../locales/en-bulk.ts';

/** What is said about doing things to many topics. A further language is a file of the same shape and a line here. */
export const bulkWords = (): typeof enBulk => enBulk;
