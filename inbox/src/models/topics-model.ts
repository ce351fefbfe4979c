import type { Clock } from '@everthread/shared/client/clock';
import { asksForVisitor } from '@everthread/shared/client/match-view';
import type { AgentId, TopicId } from '@everthread/shared/models/ids';
import type { Topic, TopicRow } from '@everthread/shared/models/topic';
import type { TopicPage } from '@everthread/shared/models/topic-page';
import { computed, createModel, effect, signal } from '@preact/signals';
import type { TeamApi } from '../api/team-api.ts';
import type { KeptList } from '../kept/kept-inbox.ts';
import { CONCERNS, keyOf, type Listing } from './listing.ts';
import { oneTimer } from './one-timer.ts';
import { readMarks } from './read-marks.ts';
import {
  emptyTopicList,
  isIn,
  isUnread,
  receiveFirstPage,
  receiveNextPage,
  receiveRead,
  receiveTopic,
  receiveUnread,
  receiveVisitor,
  rowsOf,
  type TopicList,
} from './topic-list.ts';
import { type ListState, topicPages } from './topic-pages.ts';
import { topicTurns } from './topic-turns.ts';
import { moveCounts } from './view-counts.ts';
import { ViewsModel } from './views-model.ts';

const ASK_AGAIN_AFTER_MS = 1_000;
const A_MINUTE_MS = 60_000;

type TopicsApi = Pick<TeamApi, 'topics' | 'views' | 'createView' | 'changeView' | 'deleteView' | 'read'>;

/** The lists of topics, kept right by pages from the server and by live frames. */
export const TopicsModel = createModel((api: TopicsApi, clock: Clock, random: () => number, agentId: AgentId) => {
  const list = signal(emptyTopicList);
  const listing = signal<Listing>(CONCERNS);
  const selectedId = signal<TopicId | undefined>(undefined);
  const moreState = signal<'idle' | 'loading' | 'failed'>('idle');
  let coming = Promise.resolve();
  const pending = signal<ReadonlyMap<TopicId, Partial<Topic>>>(new Map());
  const lingering = signal<Topic | undefined>(undefined);
  const minute = signal(0);
  const kept = signal<ReadonlyMap<string, ReadonlySet<TopicId>>>(new Map()); // lists of an earlier visit, not asked for yet
  const guessed = new Set<TopicId>(); // of what came as news: how far it is read awaits the server's word
  const deep = new Set<string>(); // lists of which more than the first page was fetched
  const inTurn = topicTurns();
  const views = new ViewsModel(api, clock, random, agentId);
  const pages = topicPages(api, clock, random, takeFirstPage);
  const reads = readMarks(api, clock, random, agentId, (id, seq) => {
    list.value = receiveRead(list.peek(), id, seq);
  });
  const askAgain = oneTimer(clock, () => void pages.load(listing.peek()));
  const nextMinute = oneTimer(clock, () => {
    minute.value += 1;
    void pages.load(listing.peek());
  });
  const looker = () => ({ agentId, nowMs: clock.now(), namedIn: views.namedIn.value });

  /** The rows with the agent's own changes already made, before the server has answered. */
  const shown = computed(() => {
    if (pending.value.size === 0) return list.value;
    const rows = new Map(list.value.rows);
    for (const [id, change] of pending.value) {
      const row = rows.get(id);
      if (row) rows.set(id, { ...row, topic: { ...row.topic, ...change } });
    }
    return { ...list.value, rows };
  });
  let lastRows: readonly TopicRow[] = [];
  // The same rows are the same list: choosing another one draws two rows, not all.
  const rows = computed(() => {
    void minute.value;
    const next = rowsOf(shown.value, listing.value, looker(), lingering.value);
    const isSame = next.length === lastRows.length && next.every((row, i) => row === lastRows[i]);
    lastRows = isSame ? lastRows : next;
    return lastRows;
  });

  // The chosen row stays in sight, where it was, when its topic leaves the list: nothing jumps away under the hand.
  let stood: { topic: Topic; key: string } | undefined;
  effect(() => {
    const topic = selectedId.value && shown.value.rows.get(selectedId.value)?.topic;
    const key = keyOf(listing.value);
    if (topic && isIn(shown.value, listing.value, topic, looker())) {
      stood = { topic, key };
      lingering.value = undefined;
    } else lingering.value = topic && stood?.key === key && stood.topic.id === topic.id ? stood.topic : undefined;
  });

  function takeFirstPage(of: Listing, page: TopicPage, touched: ReadonlySet<TopicId>, isAfresh: boolean): void {
    if (isAfresh) deep.clear();
    const base = isAfresh ? keepOnly(touched) : withoutKept(of, page, touched);
    list.value = reads.over(receiveFirstPage(base, of, page, looker(), touched));
    for (const { topic } of page.topics) guessed.delete(topic.id);
    if (of.filters.waitingMinutes !== undefined) nextMinute.within(A_MINUTE_MS);
  }

  /** What an earlier visit has left of a list gives way to its first page. */
  function withoutKept(of: Listing, page: TopicPage, touched: ReadonlySet<TopicId>): TopicList {
    const key = keyOf(of);
    const ids = kept.peek().get(key);
    if (!ids) return list.peek();
    const others = new Map([...kept.peek()].filter(([each]) => each !== key));
    kept.value = others;
    const named = new Set(page.topics.map(({ topic }) => topic.id));
    const isGone = (id: TopicId) =>
      ids.has(id) && !named.has(id) && !touched.has(id) && ![...others.values()].some((each) => each.has(id));
    const depths = new Map(list.peek().depths);
    depths.delete(key);
    return { rows: new Map([...list.peek().rows].filter(([id]) => !isGone(id))), depths };
  }

  function restore({ listing: of, rows: left }: KeptList): void {
    const key = keyOf(of);
    if (list.peek().depths.has(key)) return;
    const page = { topics: [...left], next: null };
    list.value = reads.over(receiveFirstPage(list.peek(), of, page, looker()));
    kept.value = new Map(kept.peek()).set(key, new Set(left.map(({ topic }) => topic.id)));
    pages.restored(of);
  }

  const keepOnly = (touched: ReadonlySet<TopicId>) => ({
    ...emptyTopicList,
    rows: new Map([...list.peek().rows].filter(([id]) => touched.has(id) || id === selectedId.peek())),
  });

  /** What a frame or an answer says of a topic: `isNew`, it begins with that; `isUnread`, the visitor has just written. */
  function receive(topic: Topic, isNew = false, isUnread = false): void {
    pages.touch(topic.id);
    const before = list.peek();
    const known = before.rows.get(topic.id)?.topic;
    const readSeq = Math.max(reads.of(topic.id), isNew ? 0 : topic.lastVisitorSeq - (isUnread ? 1 : 0));
    list.value = receiveTopic(before, topic, readSeq);
    if (list.peek() === before) return;
    // How far one had read in a topic that was not known here only the server can say.
    if (!known && !isNew && topic.status === 'open') {
      guessed.add(topic.id);
      if (isIn(list.peek(), listing.peek(), topic, looker())) askAgain.within(ASK_AGAIN_AFTER_MS);
    }
    views.moved(known ?? (isNew ? 'nowhere' : 'unknown'), topic);
    if (asksForVisitor(listing.peek().filters)) askAgain.within(ASK_AGAIN_AFTER_MS);
  }

  /** Makes changes that are seen at once, and taken back where the server refuses. `ask` gives the topics as they then are. */
  async function changeAll(
    wanted: ReadonlyMap<TopicId, Partial<Topic>>,
    ask: () => Promise<readonly Topic[]>,
  ): Promise<readonly Topic[]> {
    const own = new Map([...wanted].map(([id, to]) => [id, { ...pending.peek().get(id), ...to }]));
    pending.value = new Map([...pending.peek(), ...own]);
    try {
      const changed = await inTurn(wanted.keys(), ask);
      for (const topic of changed) receive(topic);
      return changed;
    } finally {
      pending.value = new Map([...pending.peek()].filter(([id, to]) => own.get(id) !== to));
    }
  }

  async function change(topicId: TopicId, to: Partial<Topic>, ask: () => Promise<Topic>): Promise<Topic> {
    const [topic] = await changeAll(new Map([[topicId, to]]), async () => [await ask()]);
    return topic as Topic;
  }

  /** Asks for the newest page again and merges it, and for what concerns this agent, which the unread mark counts. */
  async function refresh(isAfresh = false): Promise<void> {
    void views.load();
    const of = listing.peek();
    await pages.load(of, isAfresh);
    if (keyOf(of) !== keyOf(CONCERNS)) await pages.load(CONCERNS);
  }

  return {
    rows,
    known: computed(() => shown.value.rows),
    pending,
    listing,
    selectedId,
    moreState,
    views,
    counts: computed(() => {
      let counted = views.counts.value;
      for (const [id, to] of pending.value) {
        const from = list.value.rows.get(id)?.topic;
        if (from) counted = moveCounts(counted, views.views.value, looker(), { from, to: { ...from, ...to } }).counts;
      }
      return counted;
    }),
    /** Whether the server has sent the list that is shown, in this visit. */
    isFresh: computed(
      () => pages.states.value.get(keyOf(listing.value)) === 'ready' && !kept.value.has(keyOf(listing.value)),
    ),
    /** Of the row that stays in sight though its topic has left the list. */
    leavingId: computed(() => lingering.value?.id),
    state: computed((): ListState => pages.states.value.get(keyOf(listing.value)) ?? 'loading'),
    hasMore: computed(() => list.value.depths.get(keyOf(listing.value))?.next != null),
    unreadCount: computed(
      () =>
        [...shown.value.rows.values()].filter(
          (row) => isUnread(row) && isIn(shown.value, CONCERNS, row.topic, looker()),
        ).length,
    ),
    receive,
    receiveReadMark: reads.receive,
    /** How far one has read in the topic is about to be said anew. */
    receiveUnread(topicId: TopicId) {
      reads.forget(topicId);
      list.value = receiveUnread(list.peek(), topicId);
    },
    receiveVisitor(visitor: Topic['visitor']) {
      list.value = receiveVisitor(list.peek(), visitor);
      views.visitorChanged();
      if (asksForVisitor(listing.peek().filters)) askAgain.within(ASK_AGAIN_AFTER_MS);
    },
    end() {
      for (const timer of [askAgain, nextMinute, views, pages]) timer.end();
    },

    /** Shows another list; loads it when it has not been. */
    show(next: Listing) {
      listing.value = next;
      moreState.value = 'idle';
      const key = keyOf(next);
      const isGuessed = rows.peek().some(({ topic }) => guessed.has(topic.id));
      if (!list.peek().depths.has(key) || kept.peek().has(key) || isGuessed) void pages.load(next);
    },
    isKnown: (of: Listing) => list.peek().depths.has(keyOf(of)),
    /** Shows what an earlier visit has left of a list, until the server has sent it. */
    restore,
    /** Begins with the list that an earlier visit has left: it is shown before any is asked for. */
    begin(left: KeptList) {
      listing.value = left.listing;
      restore(left);
    },
    select(topicId: TopicId | undefined) {
      selectedId.value = topicId;
    },
    refresh: () => refresh(),
    /** Forgets what is known, once the fresh page is here: the feed could not say what was missed. */
    reload: () => refresh(true),
    /** The same for who hears no news; under who has gone on down the list only its newest page changes. */
    renew: () => refresh(!deep.has(keyOf(listing.peek()))),

    /** What is asked for already is waited for. */
    loadMore(): Promise<void> {
      if (moreState.peek() !== 'loading') coming = fetchMore();
      return coming;
    },

    change,
    changeAll,
    markRead: reads.send,
    markOpened: reads.open,
  };

  async function fetchMore(): Promise<void> {
    const of = listing.peek();
    const key = keyOf(of);
    const next = list.peek().depths.get(key)?.next;
    if (next == null) return;
    moreState.value = 'loading';
    try {
      const page = await api.topics(of, next);
      // After a reload in between, this page would leave a hole above it.
      if (list.peek().depths.get(key)?.next === next) {
        list.value = reads.over(receiveNextPage(list.peek(), of, page));
        deep.add(key);
      }
      if (key === keyOf(listing.peek())) moreState.value = 'idle';
    } catch {
      if (key === keyOf(listing.peek())) moreState.value = 'failed';
    }
  }
});
export type TopicsModel = InstanceType<typeof TopicsModel>;
