import type { TopicId } from '@everthread/shared/models/ids';
import type { Topic, TopicRow, TopicStatus } from '@everthread/shared/models/topic';
import type { ListedStatus, TopicPage } from '@everthread/shared/models/topic-page';

export const LIST_STATUSES = ['open', 'waiting', 'done'] as const satisfies readonly ListedStatus[];

type Place = { lastMessageAt: string; id: TopicId };

/** How far down a list is known: to `bottom`, or to its end. */
type Depth = { next: string | null; bottom: Place | undefined };

/** The topics that this window knows of, whichever list they are in. Nothing in it is changed in place. */
export type TopicList = {
  rows: ReadonlyMap<TopicId, TopicRow>;
  depths: Readonly<Partial<Record<ListedStatus, Depth>>>;
  counts: Readonly<Record<ListedStatus, number>>;
};

export const emptyTopicList: TopicList = { rows: new Map(), depths: {}, counts: { open: 0, waiting: 0, done: 0 } };

/** Takes in a list's first page. Rows the page leaves out are gone from it, unless `touched` by news since it was asked for. */
export function receiveFirstPage(
  list: TopicList,
  status: ListedStatus,
  page: TopicPage,
  touched: ReadonlySet<TopicId> = new Set(),
): TopicList {
  const bottom = bottomOf(page);
  const listed = new Set(page.topics.map(({ topic }) => topic.id));
  const kept = [...list.rows].filter(
    ([id, { topic }]) =>
      listed.has(id) || touched.has(id) || topic.status !== status || (bottom && compare(placeOf(topic), bottom) > 0),
  );
  const depth = list.depths[status];
  const isDeeper = depth !== undefined && bottom !== undefined && (!depth.bottom || compare(depth.bottom, bottom) > 0);
  return {
    rows: withRows(new Map(kept), page.topics),
    depths: { ...list.depths, [status]: isDeeper ? depth : { next: page.next, bottom } },
    counts: page.counts,
  };
}

/** Takes in the page that follows what is known of a list. */
export function receiveNextPage(list: TopicList, status: ListedStatus, page: TopicPage): TopicList {
  return {
    rows: withRows(new Map(list.rows), page.topics),
    depths: { ...list.depths, [status]: { next: page.next, bottom: bottomOf(page) } },
    counts: page.counts,
  };
}

/** Takes in what a frame or an answer says of a topic. The counts follow when it was known where the topic was before. */
export function receiveTopic(list: TopicList, topic: Topic, isNew: boolean): TopicList {
  const known = list.rows.get(topic.id);
  if (known && known.topic.rev >= topic.rev) return list;
  const rows = new Map(list.rows).set(topic.id, {
    topic,
    readSeq: known?.readSeq ?? (isNew ? 0 : topic.lastVisitorSeq),
  });
  const counts = known || isNew ? moveCount(list.counts, known?.topic.status, topic.status) : list.counts;
  return { ...list, rows, counts };
}

/** Takes in who a visitor is said, or proven, to be by now. */
export function receiveVisitor(list: TopicList, { id, name, identity }: Topic['visitor']): TopicList {
  const isOld = ({ topic: { visitor } }: TopicRow) =>
    visitor.id === id && (visitor.name !== name || visitor.identity !== identity);
  const old = [...list.rows.values()].filter(isOld);
  if (old.length === 0) return list;
  const rows = new Map(list.rows);
  for (const row of old) rows.set(row.topic.id, { ...row, topic: { ...row.topic, visitor: { id, name, identity } } });
  return { ...list, rows };
}

/** Takes in how far one has read, here or in another window. */
export function receiveRead(list: TopicList, topicId: TopicId, seq: number): TopicList {
  const row = list.rows.get(topicId);
  if (!row || row.readSeq >= seq) return list;
  return { ...list, rows: new Map(list.rows).set(topicId, { ...row, readSeq: seq }) };
}

/** A row that stays in sight where it was, though its topic has left the list. */
export type Lingering = { status: ListedStatus; place: Place };

/** The rows of one list, newest first, as far down as it is known without a hole. */
export function rowsOf(list: TopicList, status: ListedStatus, lingering?: Lingering): readonly TopicRow[] {
  const depth = list.depths[status];
  if (!depth) return [];
  const placed: { row: TopicRow; place: Place }[] = [];
  for (const row of list.rows.values()) {
    const place = placeOf(row.topic);
    if (row.topic.status === status) {
      if (!depth.bottom || compare(place, depth.bottom) <= 0) placed.push({ row, place });
    } else if (lingering?.status === status && lingering.place.id === row.topic.id) {
      placed.push({ row, place: lingering.place });
    }
  }
  return placed.sort((a, b) => compare(a.place, b.place)).map(({ row }) => row);
}

/** Unread is what awaits the team: once somebody has answered, it is no longer news for the others. */
export const isUnread = ({ topic, readSeq }: TopicRow): boolean =>
  topic.status === 'open' && topic.lastVisitorSeq > readSeq;

export const placeOf = (topic: Topic): Place => ({ lastMessageAt: topic.lastMessageAt, id: topic.id });

/** Where the counts go when a topic moves. A snoozed topic is in none of the lists. */
export function moveCount(
  counts: TopicList['counts'],
  from: TopicStatus | undefined,
  to: TopicStatus,
): TopicList['counts'] {
  if (from === to) return counts;
  const moved = { ...counts };
  if (from && from !== 'snoozed') moved[from] = Math.max(0, moved[from] - 1);
  if (to !== 'snoozed') moved[to] += 1;
  return moved;
}

function withRows(rows: Map<TopicId, TopicRow>, incoming: readonly TopicRow[]): Map<TopicId, TopicRow> {
  for (const row of incoming) {
    const known = rows.get(row.topic.id);
    const topic = known && known.topic.rev > row.topic.rev ? known.topic : row.topic;
    rows.set(topic.id, { topic, readSeq: row.readSeq });
  }
  return rows;
}

function bottomOf(page: TopicPage): Place | undefined {
  const last = page.topics.at(-1);
  return page.next !== null && last ? placeOf(last.topic) : undefined;
}

/** Newest first; ids decide between equals. */
function compare(a: Place, b: Place): number {
  if (a.lastMessageAt !== b.lastMessageAt) return a.lastMessageAt > b.lastMessageAt ? -1 : 1;
  return a.id === b.id ? 0 : a.id > b.id ? -1 : 1;
}
