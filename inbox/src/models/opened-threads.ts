import type { ThreadId } from '@everthread/shared/models/ids';
import { isPassing } from '../api/api-error.ts';
import type { TeamApi } from '../api/team-api.ts';
import type { KeptThreads } from '../kept/kept-threads.ts';
import { ThreadModel, type ThreadTools } from './thread-model.ts';

const KEPT = 20;

/**
 * The threads that were opened, the least recently shown first, and what it takes to bring one up to now. `left`: what is
 * kept of threads in this browser.
 */
export function openedThreads(api: TeamApi, tools: ThreadTools, left: KeptThreads | undefined) {
  const threads = new Map<ThreadId, ThreadModel>();
  const stale = new Set<ThreadId>();

  /** Shows what is kept of a thread until the server has said what has changed since; else fetches it. */
  async function begin(threadId: ThreadId, model: ThreadModel, kept: KeptThreads): Promise<void> {
    const wasKept = await kept.begins(threadId);
    await model.load();
    if (!wasKept) return;
    try {
      await model.catchUp();
      void model.refreshVisitor().catch(() => {});
    } catch (error) {
      // Merged away, or no longer this agent's: what was kept is wrong.
      if (isPassing(error)) stale.add(threadId);
      else await model.load();
    }
  }

  function catchUp(threadId: ThreadId): void {
    void threads
      .get(threadId)
      ?.catchUp()
      .catch(() => stale.add(threadId));
  }

  return {
    threads,
    catchUp,
    /** News of these may have been missed: they catch up once they are shown again. */
    missedAllBut(shownId: ThreadId | undefined): void {
      for (const threadId of threads.keys()) if (threadId !== shownId) stale.add(threadId);
    },
    open(threadId: ThreadId): ThreadModel {
      const known = threads.get(threadId);
      const model = known ?? new ThreadModel(threadId, api, tools);
      threads.delete(threadId);
      threads.set(threadId, model);
      if (!known) void (left ? begin(threadId, model, left) : model.load());
      else if (stale.delete(threadId)) catchUp(threadId);
      return model;
    },
    /** But for the one that is shown, and those that still send something. */
    forgetOld(shownId: ThreadId | undefined): void {
      for (const [threadId, model] of threads) {
        if (threads.size <= KEPT) return;
        if (threadId !== shownId && model.timeline.peek().unsent.length === 0) threads.delete(threadId);
      }
    },
  };
}
