import { enViews, type ViewWords } from '../../locales/en-views.ts';

/** What is said about filters and views. A further language is a file of the same shape and a line here. */
export const viewWords = (): ViewWords => enViews;
