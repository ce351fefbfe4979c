import type { NoticeKind } from '@everthread/shared/models/notification';

/** What has happened, as a mail to an agent says it. `who`: a visitor, or of a mention a colleague. */
export const HAPPENED: Record<NoticeKind, (who: string) => string> = {
  mine: (who) => `${who} wrote in a topic of yours`,
  followed: (who) => `${who} wrote in a topic that you follow`,
  team: (who) => `${who} wrote to your team`,
  unassigned: (who) => `${who} wrote, and nobody has the topic`,
  mention: (who) => `${who} named you in a note`,
  assignment: (who) => `You were given a topic of ${who}`,
  returned: (who) => `Your reply to ${who} was not sent`,
  target: (who) => `A target comes due or is missed, in a topic of ${who}`,
  promise: (who) => `What ${who} was promised will hardly be kept`,
};

/** Of what there may be no more mail. */
export const ABOUT: Record<NoticeKind, string> = {
  mine: 'what visitors write in topics of yours',
  followed: 'topics that you follow',
  team: 'what visitors write to your teams',
  unassigned: 'topics that nobody has',
  mention: 'notes that name you',
  assignment: 'topics that you are given',
  returned: 'replies of yours that are not sent',
  target: 'targets',
  promise: 'promises that will hardly be kept',
};

export const listed = (parts: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(parts);
