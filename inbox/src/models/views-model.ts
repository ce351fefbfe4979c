import { backOffMs } from '@everthread/shared/client/back-off';
import type { Clock } from '@everthread/shared/client/clock';
import { asksForVisitor, type Looker } from '@everthread/shared/client/match-view';
import type { AgentId, TopicId, ViewId } from '@everthread/shared/models/ids';
import type { Topic } from '@everthread/shared/models/topic';
import type { NewView, View, ViewChange } from '@everthread/shared/models/view';
import { createModel, signal } from '@preact/signals';
import { isPassing } from '../api/api-error.ts';
import type { TeamApi } from '../api/team-api.ts';
import { oneTimer } from './one-timer.ts';
import { type Counts, moveCounts } from './view-counts.ts';

const RECOUNT_AFTER_MS = 2_000;
const RECOUNT_IN_THE_END_MS = 30_000;
const NEWS_COMES_WITHIN_MS = 5_000;
const A_MINUTE_MS = 60_000;

type ViewsApi = Pick<TeamApi, 'views' | 'createView' | 'changeView' | 'deleteView'>;

/** The views that agents have made, and how many topics every view holds: moved by news, counted again where they cannot tell. */
export const ViewsModel = createModel((api: ViewsApi, clock: Clock, random: () => number, agentId: AgentId) => {
  const views = signal<readonly View[]>([]);
  const counts = signal<Counts>({});
  const namedIn = signal<ReadonlySet<TopicId> | undefined>(undefined);
  const isKnown = signal(false);
  const isFresh = signal(false);
  const recount = oneTimer(clock, () => void load());
  let asking: { isTouched: boolean } | undefined;
  let countedAt = Number.NEGATIVE_INFINITY;
  let isInDoubt = false; // whether what was counted last was followed by news that it may hold already
  let doubts = 0; // how many counts in a row were
  let changes = 0; // begun or ended here: an answer that was asked for before one knows nothing of it
  let failures = 0;

  async function load(): Promise<void> {
    // Of two answers either may be the older one.
    if (asking) {
      asking.isTouched = true;
      return;
    }
    const own = { isTouched: false };
    asking = own;
    const before = changes;
    try {
      const fresh = await api.views();
      failures = 0;
      if (changes === before) views.value = fresh.views;
      else own.isTouched = true;
      counts.value = fresh.counts;
      namedIn.value = fresh.namedIn ? new Set(fresh.namedIn) : undefined;
      isKnown.value = true;
      isFresh.value = true;
      doubts = isInDoubt ? doubts + 1 : 0;
      isInDoubt = false;
      countedAt = clock.now();
    } catch (error) {
      failures += 1;
      if (isPassing(error)) recount.within(backOffMs(failures, random()));
    } finally {
      asking = undefined;
    }
    if (own.isTouched) recount.within(RECOUNT_AFTER_MS);
    // As time goes by topics come into such a view without any news.
    if (views.peek().some(({ filters }) => filters.waitingMinutes !== undefined)) recount.within(A_MINUTE_MS);
  }

  /** When to count again after news. An answer may be here before the news that it counts: that is then counted twice. */
  function recountAfterMs(isSure: boolean): number {
    if (!isSure) return RECOUNT_AFTER_MS;
    if (clock.now() - countedAt > NEWS_COMES_WITHIN_MS) return RECOUNT_IN_THE_END_MS;
    isInDoubt = true;
    // Where there is always news, not after each: it would be counted for ever.
    return Math.min(RECOUNT_AFTER_MS * 2 ** doubts, RECOUNT_IN_THE_END_MS);
  }

  /** Changes the views on the server. Answers that were asked for before its end say nothing of them. */
  async function changing<Answer>(make: () => Promise<Answer>): Promise<Answer> {
    changes += 1;
    try {
      return await make();
    } finally {
      changes += 1;
      void load();
    }
  }

  /** Seen so at once, and as before when the server refuses. */
  async function atOnce(seen: readonly View[], make: () => Promise<unknown>): Promise<void> {
    const before = views.peek();
    views.value = seen;
    try {
      await changing(make);
    } catch (error) {
      views.value = before;
      throw error;
    }
  }

  const looker = (): Looker => ({ agentId, nowMs: clock.now(), namedIn: namedIn.value });

  return {
    namedIn, // of what is not done, where the agent is named in a note
    views,
    counts,
    isKnown,
    isFresh, // whether the server has said so in this visit
    load,
    changing,
    /** Keeps a view, or brings back one that was deleted. */
    async create(view: NewView) {
      const kept = await changing(() => api.createView(view));
      views.value = [...views.peek().filter(({ id }) => id !== kept.id), kept];
    },
    /** Changes a view: seen at once, taken back when the server refuses. */
    change(id: ViewId, to: ViewChange) {
      const given = Object.fromEntries(Object.entries(to).filter(([, value]) => value !== undefined)) as Partial<View>;
      return atOnce(
        views.peek().map((view) => (view.id === id ? { ...view, ...given } : view)),
        () => api.changeView(id, to),
      );
    },
    /** Forgets a view. It can be created again. */
    remove: (id: ViewId) =>
      atOnce(
        views.peek().filter((view) => view.id !== id),
        () => api.deleteView(id),
      ),
    /** What is kept from an earlier visit, until the server has answered. */
    restore(kept: { views: readonly View[]; counts: Counts }) {
      if (isKnown.peek()) return;
      views.value = kept.views;
      counts.value = kept.counts;
      isKnown.value = true;
    },
    /** A topic that was so is so now. `from` is `'nowhere'` for one that was not there, and `'unknown'` where that is not known. */
    moved(from: Topic | 'nowhere' | 'unknown', to: Topic) {
      if (asking) asking.isTouched = true;
      if (!isKnown.peek()) return;
      if (from === 'unknown') return recount.within(RECOUNT_AFTER_MS);
      const was = from === 'nowhere' ? undefined : from;
      const moved = moveCounts(counts.peek(), views.peek(), looker(), { from: was, to });
      counts.value = moved.counts;
      recount.within(recountAfterMs(moved.isSure));
    },
    /** The agent was named in a topic. */
    named(topicId: TopicId) {
      if (namedIn.peek()) namedIn.value = new Set(namedIn.peek()).add(topicId);
      recount.within(RECOUNT_AFTER_MS);
    },
    /** What is known of a visitor has changed: views that ask for it count again. */
    visitorChanged() {
      if (views.peek().some(({ filters }) => asksForVisitor(filters))) recount.within(RECOUNT_AFTER_MS);
    },
    end() {
      recount.end();
    },
  };
});
export type ViewsModel = InstanceType<typeof ViewsModel>;
