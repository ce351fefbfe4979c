import { backOffMs } from '@everthread/shared/client/back-off';
import type { Clock } from '@everthread/shared/client/clock';
import type { TopicId } from '@everthread/shared/models/ids';
import type { TopicPage } from '@everthread/shared/models/topic-page';
import { signal } from '@preact/signals';
import { isPassing } from '../api/api-error.ts';
import type { TeamApi } from '../api/team-api.ts';
import { keyOf, type Listing } from './listing.ts';

export type ListState = 'loading' | 'ready' | 'failed';

/** What is done with a page. `touched`: what news has said since it was asked for. */
type Take = (listing: Listing, page: TopicPage, touched: ReadonlySet<TopicId>, isAfresh: boolean) => void;

/** Asks for the first pages of lists until they come; of two requests for one list the later counts. */
export function topicPages(api: Pick<TeamApi, 'topics'>, clock: Clock, random: () => number, take: Take) {
  const states = signal<ReadonlyMap<string, ListState>>(new Map());
  const inFlight = new Set<Set<TopicId>>();
  const newest = new Map<string, AbortController>();
  const owed = new Set<string>(); // to be loaded afresh, whichever request gets through
  const failures = new Map<string, { tries: number; endWait: () => void }>();

  const setState = (key: string, state: ListState) => {
    if (states.peek().get(key) !== state) states.value = new Map(states.peek()).set(key, state);
  };

  async function load(listing: Listing, isAfresh = false): Promise<void> {
    const key = keyOf(listing);
    newest.get(key)?.abort();
    failures.get(key)?.endWait();
    const ask = new AbortController();
    newest.set(key, ask);
    if (isAfresh) owed.add(key);
    const isFirst = states.peek().get(key) !== 'ready';
    if (isFirst) setState(key, 'loading');
    const touched = new Set<TopicId>();
    inFlight.add(touched);
    try {
      const page = await api.topics(listing);
      if (ask.signal.aborted) return;
      failures.delete(key);
      take(listing, page, touched, owed.delete(key));
      setState(key, 'ready');
    } catch (error) {
      if (ask.signal.aborted) return;
      if (isFirst) setState(key, 'failed');
      if (isPassing(error)) loadLater(listing);
    } finally {
      inFlight.delete(touched);
    }
  }

  /** What the list lacks nobody will tell again: it is asked for until it comes. */
  function loadLater(listing: Listing): void {
    const key = keyOf(listing);
    const tries = (failures.get(key)?.tries ?? 0) + 1;
    failures.set(key, { tries, endWait: clock.after(backOffMs(tries, random()), () => void load(listing)) });
  }

  return {
    states,
    load,
    /** News of a topic: a page that was asked for before does not undo it. */
    touch(id: TopicId) {
      for (const touched of inFlight) touched.add(id);
    },
    /** The list is here already, from an earlier visit. */
    restored(listing: Listing) {
      if (states.peek().get(keyOf(listing)) !== 'ready') setState(keyOf(listing), 'ready');
    },
    end() {
      for (const { endWait } of failures.values()) endWait();
    },
  };
}
