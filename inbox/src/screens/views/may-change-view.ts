import type { View } from '@everthread/shared/models/view';
import type { InboxModel } from '../../models/inbox-model.ts';

/** Whoever made a view may change it; a shared one owners and admins as well. */
export const mayChangeView = (view: View, { agentId, roster }: InboxModel): boolean =>
  view.ownerId === agentId.value || (view.isShared && roster.isManager.value);
