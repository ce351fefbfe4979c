import type { ExperimentMeasure, ExperimentState } from '@everthread/shared/models/experiment';
import { useLocale } from '../locale.ts';

/** What is said of experiments with reply times. */
export const enExperiments = {
  section: 'Experiments',
  lead: 'Promise an answer in two ways, each to some of your visitors, and see what comes of it: in ratings, reopened topics, messages and work.',
  none: 'There are no experiments yet.',
  failed: 'The experiments could not be loaded.',
  add: 'Prepare an experiment',
  fresh: 'New experiment',
  name: 'Name',
  segment: 'Whose topics take part',
  everybody: 'All topics that begin while it runs.',
  policies: { first: 'First policy', second: 'Second policy' },
  likelihood: 'The promise holds',
  times: (percent: number) => (percent === 95 ? '19 times in 20' : `${percent / 10} times in 10`),
  least: 'and says no sooner than',
  noLeast: 'as soon as it can',
  minutes: (count: number) => `${count} minutes`,
  hours: (count: number) => (count === 1 ? '1 hour' : `${count} hours`),
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  share: 'Visitors who get the second policy',
  percent: (count: number) => `${count}%`,
  detects: 'Difference it is to find',
  points: (count: number) => `${count} points of a share, ${count}% of a mean`,
  states: { draft: 'Prepared', running: 'Running', ended: 'Ended' } satisfies Record<ExperimentState, string>,
  begin: 'Begin',
  begun: (name: string) => `${name} has begun`,
  end: 'End',
  ended: (name: string) => `${name} has ended`,
  remove: (name: string) => `Remove ${name}`,
  removed: (name: string) => `Removed ${name}`,
  beginHint: 'Once begun, only its name can be changed. One experiment runs at a time.',
  since: (when: string) => `since ${when}`,
  toReport: 'See what comes of it',
  report: {
    title: 'Experiments with reply times',
    choose: 'Experiment',
    figure: 'What',
    difference: 'Difference, 95% between',
    needed: 'Visitors it takes',
    measures: {
      satisfaction: 'Good ratings',
      reopened: 'Topics reopened',
      messages: 'Messages a topic',
      replies: 'Replies an agent-hour',
    } satisfies Record<ExperimentMeasure, string>,
    taking: (topics: string, visitors: string) => `${topics} topics of ${visitors} visitors`,
    of: (cases: string) => `of ${cases}`,
    between: (low: string, high: string) => `${low} to ${high}`,
    early: 'Too early',
    someEarly:
      'Of what is marked “Too early” there are fewer visitors than it takes. Whoever decides as soon as a difference shows will often see one that is not there.',
    unknown: 'not known yet',
    cut: 'There were more topics than one report reads. These are the first.',
    failed: 'The experiment’s figures could not be loaded.',
    method:
      'Shares by Newcombe’s interval, means by Welch’s, several topics of one visitor counted for what they are worth. A reply counts as work where its agent had written another within 15 minutes before.',
  },
};
export type ExperimentWords = typeof enExperiments;

/** The words of the agent's language; English until there are others. */
export const useExperimentWords = (): ExperimentWords => {
  useLocale();
  return enExperiments;
};
