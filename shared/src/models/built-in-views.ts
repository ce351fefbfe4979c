import type { TeamId, ViewId } from './ids.ts';
import type { WorkStatus } from './topic.ts';
import type { ViewFilters } from './view.ts';

/** The views that every workspace has, in the order in which they are shown. */
export const BUILT_IN_VIEWS = ['yours', 'unassigned', 'mentions', 'all', 'snoozed', 'done'] as const;
export type BuiltInView = (typeof BUILT_IN_VIEWS)[number];

/** Which view: one that every workspace has, a team's, or one that an agent has made. As it stands in addresses. */
export type ViewKey = BuiltInView | `team/${TeamId}` | `view/${ViewId}`;

export const teamView = (id: TeamId): ViewKey => `team/${id}`;
export const ownView = (id: ViewId): ViewKey => `view/${id}`;

const FILTERS: Readonly<Record<BuiltInView, ViewFilters>> = {
  yours: { assignee: ['me'] },
  // What was given to a team has found somebody: its own view shows it.
  unassigned: { assignee: ['nobody'], team: ['nobody'] },
  mentions: { mentions: ['me'] },
  all: {},
  snoozed: { status: ['snoozed'] },
  done: { status: ['done'] },
};

/** What a view that nobody had to make shows. `undefined` for the key of one that somebody made. */
export function builtInFilters(key: ViewKey): ViewFilters | undefined {
  if (key.startsWith('team/')) return { team: [key.slice('team/'.length) as TeamId] };
  return Object.hasOwn(FILTERS, key) ? FILTERS[key as BuiltInView] : undefined;
}

/** Where counting ends for topics that are done, of which there is no end. */
export const MOST_COUNTED = 1_000;

/** The statuses that are counted in a view. What is done is counted only where a view asks for it by name. */
export const countedStatuses = ({ status }: ViewFilters): readonly WorkStatus[] =>
  status ?? ['open', 'waiting', 'snoozed'];
