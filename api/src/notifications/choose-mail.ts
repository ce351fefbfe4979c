import type { NotificationSettings } from '@everthread/shared/models/notification';
import type { WorkingHours } from '@everthread/shared/models/profile';
import { quietUntil } from './quiet-until.ts';

/** An agent for whom something waits to be mailed, and all that speaks for and against it now. */
export type Unmailed = {
  lastMailedAt: Date | null; // of what he has not read since
  isAway: boolean;
  isAttending: boolean; // sits before an open inbox
  hours: WorkingHours | null;
  settings: NotificationSettings;
};

export type Mailing = { name: 'mail' } | { name: 'later'; at: Date } | { name: 'none' };

/** Mails come at most so often to one agent; and who sits before his inbox is left alone for as long. */
export const MAILED_AT_MOST_EVERY_MS = 15 * 60 * 1000;

/** Whether what an agent has not read is mailed to him now. */
export function chooseMail({ isAway, settings, hours, isAttending, lastMailedAt }: Unmailed, now: Date): Mailing {
  if (isAway) return { name: 'none' };
  const until = quietUntil(settings, hours, now);
  if (until === 'never') return { name: 'none' };
  if (until) return { name: 'later', at: until };
  const freeAt = (lastMailedAt?.getTime() ?? 0) + MAILED_AT_MOST_EVERY_MS;
  if (freeAt > now.getTime()) return { name: 'later', at: new Date(freeAt) };
  if (isAttending) return { name: 'later', at: new Date(now.getTime() + MAILED_AT_MOST_EVERY_MS) };
  return { name: 'mail' };
}
