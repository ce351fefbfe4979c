import type { TargetKind } from '@everthread/shared/models/topic-target';
import { useLocale } from '../locale.ts';

/** What is said of targets. */
export const enTargets = {
  section: 'Targets',
  lead: 'What the team wants to keep to. Agents see what comes due and are told in time; visitors hear nothing of it.',
  name: 'Name',
  fresh: 'New target',
  add: 'Add a target',
  none: 'There are no targets yet.',
  failed: 'The targets could not be loaded.',
  remove: (name: string) => `Remove ${name}`,
  removed: (name: string) => `Removed ${name}`,
  whose: 'For the topics of',
  all: 'all visitors, or the segment below',
  goneView: 'a view that is gone',
  segment: 'The segment: every filter holds',
  everybody: 'All topics.',
  times: 'Within',
  kinds: { first: 'First reply', next: 'Each later reply', done: 'Topic done' } satisfies Record<TargetKind, string>,
  off: 'No target',
  minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
  hours: (count: number) => (count === 1 ? '1 hour' : `${count} hours`),
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  office: 'Count office hours only',
  officeHint: 'The hours of the topic’s team, else the workspace’s. Without it every hour counts.',
  restsHint:
    'Replies are counted while the visitor waits, also while a topic is snoozed. “Topic done” rests while it is the visitor’s turn and while the topic is snoozed.',
  mark: (name: string, kind: string, when: string) => `Target ${name}: ${kind} by ${when}`,
  soon: 'It comes due soon',
  breached: 'Missed',
  late: (amount: string) => `${amount} late`,
  report: {
    title: 'Targets kept',
    hint: 'Of what ended in this time, how much was in time.',
    target: 'Target',
    kind: 'For',
    kept: 'Kept',
    interval: '95% interval',
    running: 'Running now',
    late: 'Of them missed',
    failed: 'The targets could not be loaded.',
    cut: 'There were more cases than one report reads. These are the latest.',
    csv: 'Download every case as CSV',
  },
};
export type TargetWords = typeof enTargets;

/** The words of the agent's language; English until there are others. */
export const useTargetWords = (): TargetWords => {
  useLocale();
  return enTargets;
};
