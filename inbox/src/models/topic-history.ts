import type { ChangeId } from '@everthread/shared/models/ids';
import type { TopicEvent } from '@everthread/shared/models/topic-change';
import { computed, signal } from '@preact/signals';

/** What happened to the topics of a thread, as far as it is loaded: in its order, without what was undone. */
export function topicHistory() {
  const known = signal<ReadonlyMap<ChangeId, TopicEvent>>(new Map());
  return {
    events: computed(() =>
      [...known.value.values()]
        .filter(({ isUndone }) => !isUndone)
        .sort((a, b) => a.afterSeq - b.afterSeq || Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1)),
    ),
    /** Takes in what a page, an answer or a frame says, however often and in whatever order. */
    receive(events: readonly TopicEvent[]): void {
      const newer = events.filter((event) => event.rev > (known.peek().get(event.id)?.rev ?? 0));
      if (newer.length > 0)
        known.value = new Map([...known.peek(), ...newer.map((event) => [event.id, event] as const)]);
    },
  };
}
