import type { ViewId } from '@everthread/shared/models/ids';
import { signal } from '@preact/signals';

/** Of which view it is asked what it is called and who sees it: one that there is, or the filters on the screen. */
export const viewAsked = signal<ViewId | 'new' | undefined>(undefined);
