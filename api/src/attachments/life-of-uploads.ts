const HOUR_IN_MS = 60 * 60 * 1000;

/** What was uploaded before can no longer be sent. */
export const sendableSince = (now: Date) => new Date(now.getTime() - 24 * HOUR_IN_MS);

/** What was uploaded before, and not sent, is removed: an hour later, so that no send can meet the removal. */
export const removedBefore = (now: Date) => new Date(now.getTime() - 25 * HOUR_IN_MS);

export const anHourBefore = (now: Date) => new Date(now.getTime() - HOUR_IN_MS);

/** What was begun before and has not come by now never will. */
export const stillComingSince = (now: Date) => new Date(now.getTime() - HOUR_IN_MS / 4);

export const aDayBefore = (now: Date) => new Date(now.getTime() - 24 * HOUR_IN_MS);
