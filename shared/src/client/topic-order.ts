import type { Priority, Topic } from '../models/topic.ts';
import type { ViewSort } from '../models/view.ts';

/** From the least to the most. */
export const PRIORITIES: readonly Priority[] = ['none', 'low', 'medium', 'high', 'urgent'];

type Order = (a: Topic, b: Topic) => number;

/** The order of a list of topics, the same as the server's. Ids decide between equals. */
export function orderOf(sort: ViewSort): Order {
  return ORDERS[sort];
}

const newest: Order = (a, b) => compare(b.lastMessageAt, a.lastMessageAt) || compare(b.id, a.id);

/** Whom nobody keeps waiting stands behind all others. */
const waiting: Order = (a, b) => compare(rank(a), rank(b)) || compare(a.id, b.id);

const priority: Order = (a, b) => PRIORITIES.indexOf(b.priority) - PRIORITIES.indexOf(a.priority) || waiting(a, b);

/** What comes due next; where nothing does it stands behind all others. */
const due =
  (what: 'promise' | 'target'): Order =>
  (a, b) =>
    compare(a[what]?.dueAt ?? '9999', b[what]?.dueAt ?? '9999') || compare(a.id, b.id);

const ORDERS: Readonly<Record<ViewSort, Order>> = {
  newest,
  waiting,
  priority,
  promise: due('promise'),
  target: due('target'),
};

const rank = ({ waitingSince }: Topic): string => waitingSince ?? '9999';
const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
