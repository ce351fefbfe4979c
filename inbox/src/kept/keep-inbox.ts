import type { Clock } from '@everthread/shared/client/clock';
import { effect } from '@preact/signals';
import { oneTimer } from '../models/one-timer.ts';
import type { RosterModel } from '../models/roster-model.ts';
import type { TopicsModel } from '../models/topics-model.ts';
import type { KeptInbox } from './kept-inbox.ts';

const KEEP_AFTER_MS = 1_500;

type Kept = { topics: TopicsModel; roster: RosterModel };

/** Keeps what is on the screen, a moment after it has changed. Only what has come from the server. */
export function keepInbox({ topics, roster }: Kept, kept: KeptInbox, clock: Clock): () => void {
  const timer = oneTimer(clock, () => {
    const { views } = topics;
    if (topics.isFresh.peek()) kept.keepList({ listing: topics.listing.peek(), rows: topics.rows.peek() });
    if (views.isFresh.peek()) kept.keepViews({ views: views.views.peek(), counts: views.counts.peek() });
    const workspace = roster.workspace.peek();
    if (workspace) kept.keepWorkspace(workspace);
  });
  const end = effect(() => {
    void [topics.rows.value, topics.views.counts.value, topics.views.views.value, roster.workspace.value];
    if (topics.isFresh.value) timer.within(KEEP_AFTER_MS);
  });
  return () => {
    end();
    timer.end();
  };
}
