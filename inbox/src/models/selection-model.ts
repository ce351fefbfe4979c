import type { TopicId } from '@everthread/shared/models/ids';
import type { Topic } from '@everthread/shared/models/topic';
import { computed, createModel, signal } from '@preact/signals';
import type { TopicsModel } from './topics-model.ts';

/** How many topics are fetched to be chosen all at once. */
const MOST_AT_ONCE = 1_000;

/** How far doing something to many topics has come. */
export type Progress = { done: number; total: number };

/** The topics of the list that are chosen together. What leaves the list is chosen no more. */
export const SelectionModel = createModel((topics: TopicsModel) => {
  const ids = signal<ReadonlySet<TopicId>>(new Set());
  const progress = signal<Progress | undefined>(undefined);
  const isGathering = signal(false);
  let anchor: TopicId | undefined;

  const chosen = computed((): readonly Topic[] =>
    ids.value.size === 0 ? [] : topics.rows.value.flatMap(({ topic }) => (ids.value.has(topic.id) ? [topic] : [])),
  );

  return {
    topics: chosen,
    ids: computed((): ReadonlySet<TopicId> => new Set(chosen.value.map(({ id }) => id))),
    count: computed(() => chosen.value.length),
    progress, // while something is done to them
    isGathering, // while all of them are being fetched

    /** Chooses a topic, or no longer. What is chosen by a range next begins here. */
    toggle(id: TopicId) {
      const next = new Set(chosen.peek().map((topic) => topic.id));
      if (!next.delete(id)) next.add(id);
      ids.value = next;
      anchor = id;
    },
    /** Chooses all from where one began up to here. */
    extendTo(id: TopicId, from: TopicId | undefined = anchor) {
      const rows = topics.rows.peek();
      const [to, begun] = [id, from ?? id].map((each) => rows.findIndex(({ topic }) => topic.id === each));
      if (to === undefined || begun === undefined || to < 0) return;
      const range = rows.slice(Math.min(to, begun < 0 ? to : begun), Math.max(to, begun) + 1);
      ids.value = new Set([...ids.peek(), ...range.map(({ topic }) => topic.id)]);
      anchor ??= from ?? id;
    },
    /** Chooses the whole list, also what of it is not loaded yet. */
    async all() {
      if (isGathering.peek()) return;
      isGathering.value = true;
      const listing = topics.listing.peek();
      while (topics.hasMore.peek() && topics.rows.peek().length < MOST_AT_ONCE && topics.listing.peek() === listing) {
        await topics.loadMore();
        if (topics.moreState.peek() === 'failed') break;
      }
      isGathering.value = false;
      if (topics.listing.peek() === listing) ids.value = new Set(topics.rows.peek().map(({ topic }) => topic.id));
    },
    clear() {
      if (ids.peek().size > 0) ids.value = new Set(); // where none is chosen nothing is drawn again
      anchor = undefined;
    },
  };
});
export type SelectionModel = InstanceType<typeof SelectionModel>;
