import { type Looker, type Match, matches } from '@everthread/shared/client/match-view';
import { orderOf } from '@everthread/shared/client/topic-order';
import type { TopicId } from '@everthread/shared/models/ids';
import type { Topic, TopicRow } from '@everthread/shared/models/topic';
import type { TopicPage } from '@everthread/shared/models/topic-page';
import { keyOf, type Listing } from './listing.ts';

/**
 * How far down a list is known: to `bottom`, or to its end. `members`: whom the server's pages named, which counts where
 * a topic does not say by itself whether it belongs here.
 */
type Depth = { next: string | null; bottom: Topic | undefined; members: ReadonlySet<TopicId> };

/** The topics that this window knows of, whichever list they are in. Nothing in it is changed in place. */
export type TopicList = {
  rows: ReadonlyMap<TopicId, TopicRow>;
  depths: ReadonlyMap<string, Depth>; // by the list's key
};

export const emptyTopicList: TopicList = { rows: new Map(), depths: new Map() };

/** Takes in a list's first page. Rows the page leaves out are gone from it, unless `touched` by news since it was asked for. */
export function receiveFirstPage(
  list: TopicList,
  listing: Listing,
  page: TopicPage,
  looker: Looker,
  touched: ReadonlySet<TopicId> = new Set(),
): TopicList {
  const key = keyOf(listing);
  const order = orderOf(listing.sort);
  const bottom = bottomOf(page);
  const known = list.depths.get(key);
  const listed = new Set(page.topics.map(({ topic }) => topic.id));
  const isLeftOut = ({ topic }: TopicRow) =>
    !listed.has(topic.id) && !touched.has(topic.id) && !(bottom && order(topic, bottom) > 0);
  const rows = new Map(list.rows);
  const members = new Set(known?.members);
  for (const [id, row] of list.rows) {
    if (!isLeftOut(row)) continue;
    members.delete(id);
    // By what is known of it, it would be here. So what is known is old; or else the clocks differ.
    const isByTime = listing.filters.waitingMinutes !== undefined;
    if (!isByTime && matches(listing.filters, row.topic, looker) === true) rows.delete(id);
  }
  for (const id of listed) members.add(id);
  const isDeeper = known !== undefined && bottom !== undefined && (!known.bottom || order(known.bottom, bottom) > 0);
  const depth = isDeeper ? { ...known, members } : { next: page.next, bottom, members };
  return { rows: withRows(rows, page.topics), depths: new Map(list.depths).set(key, depth) };
}

/** Takes in the page that follows what is known of a list. */
export function receiveNextPage(list: TopicList, listing: Listing, page: TopicPage): TopicList {
  const key = keyOf(listing);
  const members = new Set(list.depths.get(key)?.members);
  for (const { topic } of page.topics) members.add(topic.id);
  const depth = { next: page.next, bottom: bottomOf(page), members };
  return { rows: withRows(new Map(list.rows), page.topics), depths: new Map(list.depths).set(key, depth) };
}

/** Takes in what a frame or an answer says of a topic. `readSeq`: how far it is taken for read where that is not known. */
export function receiveTopic(list: TopicList, topic: Topic, readSeq: number): TopicList {
  const known = list.rows.get(topic.id);
  if (known && known.topic.rev >= topic.rev) return list;
  return { ...list, rows: new Map(list.rows).set(topic.id, { topic, readSeq: known?.readSeq ?? readSeq }) };
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

/** Takes in that what one had read in a topic no longer says anything: messages have come to it, or gone. */
export function receiveUnread(list: TopicList, topicId: TopicId): TopicList {
  const row = list.rows.get(topicId);
  return row ? { ...list, rows: new Map(list.rows).set(topicId, { ...row, readSeq: 0 }) } : list;
}

/** Whether a topic belongs into a list, as far as it is known here. */
export function isIn(list: TopicList, listing: Listing, topic: Topic, looker: Looker): boolean {
  const match: Match = matches(listing.filters, topic, looker);
  return match ?? list.depths.get(keyOf(listing))?.members.has(topic.id) ?? false;
}

/**
 * The rows of one list in its order, as far down as it is known without a hole. `lingering`: a topic as it was when it
 * left the list, which stays in sight where it stood.
 */
export function rowsOf(list: TopicList, listing: Listing, looker: Looker, lingering?: Topic): readonly TopicRow[] {
  const depth = list.depths.get(keyOf(listing));
  if (!depth) return [];
  const order = orderOf(listing.sort);
  const { bottom, members } = depth;
  const placed: { row: TopicRow; at: Topic }[] = [];
  for (const row of list.rows.values()) {
    const { topic } = row;
    if (matches(listing.filters, topic, looker) ?? members.has(topic.id)) {
      if (!bottom || order(topic, bottom) <= 0) placed.push({ row, at: topic });
    } else if (lingering?.id === topic.id) placed.push({ row, at: lingering });
  }
  // They were mostly put in in their order, so that little is left to sort.
  return placed.sort((a, b) => order(a.at, b.at)).map(({ row }) => row);
}

/** Unread is what awaits the team: once somebody has answered, it is no longer news for the others. */
export const isUnread = ({ topic, readSeq }: TopicRow): boolean =>
  topic.status === 'open' && topic.lastVisitorSeq > readSeq;

function withRows(rows: Map<TopicId, TopicRow>, incoming: readonly TopicRow[]): Map<TopicId, TopicRow> {
  for (const row of incoming) {
    const known = rows.get(row.topic.id);
    const topic = known && known.topic.rev > row.topic.rev ? known.topic : row.topic;
    const next = { topic, readSeq: row.readSeq };
    // What says nothing new stays the same thing, of which nothing is drawn again.
    rows.set(topic.id, known && JSON.stringify(known) === JSON.stringify(next) ? known : next);
  }
  return rows;
}

function bottomOf(page: TopicPage): Topic | undefined {
  return page.next === null ? undefined : page.topics.at(-1)?.topic;
}
