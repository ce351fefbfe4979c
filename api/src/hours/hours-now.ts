import type { HoursNow } from '@everthread/shared/models/hours';
import { type Hours, isOpenAt, nextClosing, nextOpening } from '../promises/hours.ts';

/** For about two days a page may stay open and say what is true. */
const CHANGES_TOLD = 4;

/** Whether it is open at this moment, and when that changes next, and after that. */
export function hoursNow(hours: Hours, atMs: number): HoursNow {
  const isOpen = isOpenAt(hours, atMs);
  const changes: string[] = [];
  let at: number | undefined = atMs;
  for (let willClose = isOpen; changes.length < CHANGES_TOLD; willClose = !willClose) {
    at = willClose ? nextClosing(hours, at) : nextOpening(hours, at);
    if (at === undefined) break;
    changes.push(new Date(at).toISOString());
  }
  return { isOpen, changes };
}
