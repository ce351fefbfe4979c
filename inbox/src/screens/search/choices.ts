import type { WorkStatus } from '@everthread/shared/models/topic';

export const WORK_STATUSES: readonly WorkStatus[] = ['open', 'waiting', 'snoozed', 'done'];

const A_DAY_MS = 24 * 60 * 60 * 1000;

/** How far back, in days. */
export const AGES = [1, 7, 30, 365] as const;

export const daysAgo = (days: number, now: number): string => new Date(now - days * A_DAY_MS).toISOString();

/** The beginning of a day as the agent's calendar has it, or of the one after it. */
export function startOfDay(day: string, plus: 0 | 1 = 0): string | undefined {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return undefined;
  const start = new Date(year, month - 1, date + plus);
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString();
}
