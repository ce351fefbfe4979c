import { type BuiltInView, MOST_COUNTED, type ViewKey } from '@everthread/shared/models/built-in-views';
import type { WorkStatus } from '@everthread/shared/models/topic';
import type { StatusCounts } from '@everthread/shared/models/view';
import { writeNumber } from '../../format.ts';
import type { Locale } from '../../locale.ts';
import type { Strings } from '../../locales/en.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { filtersOf } from '../../models/view-counts.ts';
import type { FirstIconName } from '../../ui/first-icon.tsx';

export const VIEW_ICONS: Readonly<Record<BuiltInView, FirstIconName>> = {
  yours: 'tray',
  unassigned: 'nobody',
  mentions: 'at',
  all: 'rows',
  snoozed: 'clock',
  done: 'check',
};

/** What a view is called; nothing for one that is not known, or not yet. */
export function viewName(key: ViewKey, { topics, roster }: InboxModel, t: Strings): string | undefined {
  const [kind, id] = key.split('/');
  if (kind === 'team') return roster.teams.value.get(id as never)?.name;
  if (kind === 'view') return topics.views.views.value.find((view) => view.id === id)?.name;
  return t.views[key as BuiltInView];
}

/** The number that stands beside a view: what awaits the team in it, or all of it where it names its statuses. */
export function viewCount(key: ViewKey, { topics }: InboxModel): number {
  const counts = topics.counts.value[key];
  const filters = filtersOf(key, topics.views.views.value);
  return (filters?.status ?? ['open']).reduce((sum, status) => sum + (counts?.[status] ?? 0), 0);
}

/** A count as it is written: nothing for none, and a plus where counting ended. */
export function writeCount(count: number, { language, strings: t }: Locale): string {
  if (count === 0) return '';
  const number = writeNumber(count, language);
  return count === MOST_COUNTED ? t.views.moreThan(number) : number;
}

/** The statuses that a view is divided into, where it does not name its own. */
export const PARTS: readonly WorkStatus[] = ['open', 'waiting', 'snoozed', 'done'];

export const countOf = (counts: StatusCounts | undefined, status: WorkStatus): number => counts?.[status] ?? 0;
