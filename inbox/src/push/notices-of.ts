import type { UserId } from '@everthread/shared/models/ids';
import { createCall } from '../api/call.ts';
import { createNotificationsApi } from '../api/notifications-api.ts';
import { DeviceModel } from '../models/device-model.ts';
import type { InboxModel } from '../models/inbox-model.ts';
import { NotificationsModel } from '../models/notifications-model.ts';
import { thisBrowser } from './this-browser.ts';

export type Notices = { notifications: NotificationsModel; device: DeviceModel };

const made = new WeakMap<InboxModel, Notices>();

/** What an inbox's agent is told of, and where: made once, for what counts and for the settings. */
export function noticesOf(inbox: InboxModel, userId: UserId, page: Window & typeof globalThis): Notices {
  const known = made.get(inbox);
  if (known) return known;
  const call = createCall(page.fetch.bind(page), () => {});
  const api = createNotificationsApi(call, inbox.workspaceId.peek());
  const notices = {
    notifications: new NotificationsModel(api, inbox),
    device: new DeviceModel(userId, api, thisBrowser(page)),
  };
  made.set(inbox, notices);
  return notices;
}
