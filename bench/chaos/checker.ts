import { inDatabase } from './check-database.ts';
import { inHistory } from './check-history.ts';
import { inViews } from './check-views.ts';
import type { Database, Fresh } from './final-state.ts';
import type { Entry } from './history.ts';

/** What a device showed in the end, and what a fresh start would have shown it. */
export type FinalView = {
  device: string;
  isTeams: boolean;
  threadId: string;
  messages: readonly object[];
  topics: readonly object[];
  seen: object;
  countUnsent: number;
  fresh: Pick<Fresh, 'messages' | 'topics' | 'seen'>;
};
export type FinalList = { device: string; status: string; shown: object; fresh: object };

/** All that a run has left behind. */
export type Run = {
  entries: readonly Entry[];
  database: Database;
  views: readonly FinalView[];
  lists: readonly FinalList[];
  /** What did not settle in time, in words. */
  unsettled: readonly string[];
  visitors: number; // how many people there were who wrote
  faults: readonly string[]; // what was to break
};

/** A promise that was not kept, and how one can see it. */
export type Violation = { promise: string; what: string };

/** Holds what everybody saw against what was promised. An empty list: nothing was found. */
export function check(run: Run): Violation[] {
  return [
    ...run.unsettled.map((what) => ({ promise: 'T4 it settles', what })),
    ...faultsThatNeverStruck(run).map((what) => ({ promise: 'N14 every planned fault strikes', what })),
    ...inHistory(run),
    ...inDatabase(run),
    ...inViews(run),
  ];
}

/** A run in which less broke than was planned shows less than it says. */
export function faultsThatNeverStruck({ entries, faults }: Run): string[] {
  const struck = entries.flatMap((entry) => (entry.event === 'fault' && entry.isOver ? [entry.fault] : []));
  const left = [...faults];
  for (const fault of struck) if (left.includes(fault)) left.splice(left.indexOf(fault), 1);
  return left;
}
