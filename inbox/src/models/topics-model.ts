import { backOffMs } from '@everthread/shared/client/back-off';
import type { Clock } from '@everthread/shared/client/clock';
import type { TopicId } from '@everthread/shared/models/ids';
import type { Topic, TopicRow } from '@everthread/shared/models/topic';
import type { ListedStatus } from '@everthread/shared/models/topic-page';
import { computed, createModel, effect, signal } from '@preact/signals';
import { isPassing } from '../api/api-error.ts';
import type { TeamApi } from '../api/team-api.ts';
import { oneTimer } from './one-timer.ts';
import {
  emptyTopicList,
  isUnread,
  type Lingering,
  moveCount,
  placeOf,
  receiveFirstPage,
  receiveNextPage,
  receiveRead,
  receiveTopic,
  receiveVisitor,
  rowsOf,
} from './topic-list.ts';

const RECOUNT_AFTER_MS = 2_000;
const RECOUNT_IN_THE_END_MS = 30_000;

export type ListState = 'loading' | 'ready' | 'failed';

/** A page on its way: what news touched meanwhile, and whether it had company. */
type Asking = { touched: Set<TopicId>; isCrowded: boolean };

type TopicsApi = Pick<TeamApi, 'topics' | 'setStatus' | 'read'>;

/** The lists of topics, kept right by pages from the server and by live frames. */
export const TopicsModel = createModel((api: TopicsApi, clock: Clock, random: () => number) => {
  const list = signal(emptyTopicList);
  const status = signal<ListedStatus>('open');
  const selectedId = signal<TopicId | undefined>(undefined);
  const states = signal<Readonly<Partial<Record<ListedStatus, ListState>>>>({});
  const moreState = signal<'idle' | 'loading' | 'failed'>('idle');
  const pending = signal<ReadonlyMap<TopicId, ListedStatus>>(new Map());
  const lingering = signal<Lingering | undefined>(undefined);
  const reads = new Map<TopicId, number>();
  const inFlight = new Set<Asking>();
  const newest = new Map<ListedStatus, AbortController>();
  const owed = new Set<ListedStatus>(); // to be loaded afresh, whichever request gets through
  const failures = new Map<ListedStatus, { tries: number; endWait: () => void }>();
  const recount = oneTimer(clock, () => void refresh());

  /** The list with the agent's own changes already made, before the server has answered. */
  const shown = computed(() => {
    if (pending.value.size === 0) return list.value;
    const rows = new Map(list.value.rows);
    let { counts } = list.value;
    for (const [id, to] of pending.value) {
      const row = rows.get(id);
      if (!row) continue;
      counts = moveCount(counts, row.topic.status, to);
      rows.set(id, { ...row, topic: { ...row.topic, status: to } });
    }
    return { ...list.value, rows, counts };
  });
  let lastRows: readonly TopicRow[] = [];
  // The same rows are the same list: choosing another one draws two rows, not all.
  const rows = computed(() => {
    const next = rowsOf(shown.value, status.value, lingering.value);
    const isSame = next.length === lastRows.length && next.every((row, i) => row === lastRows[i]);
    lastRows = isSame ? lastRows : next;
    return lastRows;
  });

  // The chosen row stays in sight, where it was, when its topic leaves the list: nothing jumps away under the hand.
  effect(() => {
    const row = selectedId.value && shown.value.rows.get(selectedId.value);
    if (!row) lingering.value = undefined;
    else if (row.topic.status === status.value) lingering.value = { status: status.value, place: placeOf(row.topic) };
    else if (lingering.peek()?.place.id !== row.topic.id) lingering.value = undefined;
  });

  const setState = (of: ListedStatus, state: ListState) => {
    states.value = { ...states.value, [of]: state };
  };

  async function load(of: ListedStatus, isAfresh = false): Promise<void> {
    const { signal: superseded } = supersede(of);
    if (isAfresh) owed.add(of);
    const asking = beginToAsk();
    const { touched } = asking;
    if (!list.peek().depths[of]) setState(of, 'loading');
    try {
      const page = await api.topics(of);
      if (superseded.aborted) return;
      const base = owed.delete(of) ? keepOnly(touched) : list.peek();
      failures.delete(of);
      list.value = withReads(receiveFirstPage(base, of, page, touched));
      setState(of, 'ready');
      recountIfUnsure(asking);
    } catch (error) {
      if (superseded.aborted) return;
      if (!list.peek().depths[of]) setState(of, 'failed');
      if (isPassing(error)) loadLater(of);
    } finally {
      inFlight.delete(asking);
    }
  }

  /** What the list lacks nobody will tell again: it is asked for until it comes. */
  function loadLater(of: ListedStatus): void {
    const tries = (failures.get(of)?.tries ?? 0) + 1;
    failures.set(of, { tries, endWait: clock.after(backOffMs(tries, random()), () => void load(of)) });
  }

  function supersede(of: ListedStatus): AbortController {
    newest.get(of)?.abort();
    failures.get(of)?.endWait();
    const ask = new AbortController();
    newest.set(of, ask);
    return ask;
  }

  /** Asks for the newest page again and merges it. The open list is always known: the unread mark counts it. */
  async function refresh(): Promise<void> {
    await load(status.peek());
    if (status.peek() !== 'open') await load('open');
  }

  function beginToAsk(): Asking {
    const asking = { touched: new Set<TopicId>(), isCrowded: inFlight.size > 0 };
    for (const other of inFlight) other.isCrowded = true;
    inFlight.add(asking);
    return asking;
  }

  /** A page may or may not count what came while it was on its way; and of two pages either may be the older one. */
  function recountIfUnsure({ touched, isCrowded }: Asking): void {
    if (touched.size > 0 || isCrowded) recount.within(RECOUNT_AFTER_MS);
  }

  const keepOnly = (touched: ReadonlySet<TopicId>) => ({
    ...emptyTopicList,
    rows: new Map([...list.peek().rows].filter(([id]) => touched.has(id) || id === selectedId.peek())),
  });

  const withReads = (from: typeof emptyTopicList) =>
    [...reads].reduce((next, [topicId, seq]) => receiveRead(next, topicId, seq), from);

  function receive(topic: Topic, isNew = false): void {
    const wasKnown = list.peek().rows.has(topic.id);
    for (const { touched } of inFlight) touched.add(topic.id);
    const before = list.peek();
    list.value = receiveTopic(before, topic, isNew);
    // A page that was here before this news may have counted it already, or something in between.
    if (list.peek() !== before) recount.within(RECOUNT_IN_THE_END_MS);
    // Where a topic was that we had not loaded is not known, so neither are the counts.
    if (!wasKnown && !isNew) recount.within(RECOUNT_AFTER_MS);
  }

  function receiveReadMark(topicId: TopicId, seq: number): void {
    if ((reads.get(topicId) ?? 0) >= seq) return;
    reads.set(topicId, seq);
    list.value = receiveRead(list.peek(), topicId, seq);
  }

  return {
    rows,
    known: computed(() => shown.value.rows),
    pending,
    status,
    selectedId,
    moreState,
    counts: computed(() => shown.value.counts),
    state: computed((): ListState => states.value[status.value] ?? 'loading'),
    hasCounts: computed(() => Object.keys(list.value.depths).length > 0),
    hasMore: computed(() => list.value.depths[status.value]?.next != null),
    unreadCount: computed(() => [...shown.value.rows.values()].filter((row) => isUnread(row)).length),
    receive,
    receiveReadMark,
    receiveVisitor(visitor: Topic['visitor']) {
      list.value = receiveVisitor(list.peek(), visitor);
    },
    end() {
      recount.end();
      for (const { endWait } of failures.values()) endWait();
    },

    /** Shows another list; loads it when it has not been. */
    show(next: ListedStatus) {
      status.value = next;
      moreState.value = 'idle';
      if (!list.peek().depths[next]) void load(next);
    },
    select(topicId: TopicId | undefined) {
      selectedId.value = topicId;
    },
    refresh,
    /** Forgets what is known, once the fresh page is here: the feed could not say what was missed. */
    async reload() {
      await load(status.peek(), true);
      if (status.peek() !== 'open') await load('open');
    },

    async loadMore() {
      const of = status.peek();
      const next = list.peek().depths[of]?.next;
      if (next == null || moreState.peek() === 'loading') return;
      moreState.value = 'loading';
      const asking = beginToAsk();
      try {
        const page = await api.topics(of, next);
        // After a reload in between, this page would leave a hole above it.
        if (list.peek().depths[of]?.next === next) list.value = withReads(receiveNextPage(list.peek(), of, page));
        recountIfUnsure(asking);
        if (of === status.peek()) moreState.value = 'idle';
      } catch {
        if (of === status.peek()) moreState.value = 'failed';
      } finally {
        inFlight.delete(asking);
      }
    },

    /** Sets a topic's status: seen at once, taken back when the server refuses. */
    async setStatus(topicId: TopicId, to: ListedStatus): Promise<Topic> {
      pending.value = new Map(pending.peek()).set(topicId, to);
      try {
        const topic = await api.setStatus(topicId, to);
        receive(topic);
        return topic;
      } finally {
        const rest = new Map(pending.peek());
        if (rest.get(topicId) === to) rest.delete(topicId);
        pending.value = rest;
      }
    },

    /** Says that the agent has seen a topic up to `seq`, until the server knows. */
    async markRead(topicId: TopicId, seq: number) {
      const before = reads.get(topicId) ?? 0;
      if (before >= seq) return;
      receiveReadMark(topicId, seq);
      // A later mark says this one too.
      for (let tries = 1; reads.get(topicId) === seq; tries++) {
        try {
          return await api.read(topicId, seq);
        } catch (error) {
          // Seen all the same: the next time it is shown, the mark is sent again.
          if (!isPassing(error)) return void (reads.get(topicId) === seq && reads.set(topicId, before));
        }
        await new Promise<void>((resolve) => clock.after(backOffMs(tries, random()), resolve));
      }
    },
  };
});
export type TopicsModel = InstanceType<typeof TopicsModel>;
