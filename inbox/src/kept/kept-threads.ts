import type { ThreadId } from '@everthread/shared/models/ids';
import type { TeamThread } from '@everthread/shared/models/thread';
import { isPassing } from '../api/api-error.ts';
import type { TeamApi } from '../api/team-api.ts';
import type { KeptInbox } from './kept-inbox.ts';

export type KeptThreads = ReturnType<typeof threadsFromKept>;

/** The same API, by which a thread's first load is what is kept of it, if anything is; and all that are fetched are kept. */
export function threadsFromKept(server: TeamApi, kept: KeptInbox) {
  const ready = new Map<ThreadId, TeamThread>();
  const api: TeamApi = {
    ...server,
    async thread(threadId) {
      const left = ready.get(threadId);
      ready.delete(threadId);
      if (left) return left;
      try {
        const thread = await server.thread(threadId);
        kept.keepThread(thread);
        return thread;
      } catch (error) {
        if (!isPassing(error)) kept.forgetThread(threadId);
        throw error;
      }
    },
  };
  return {
    api,
    /** Makes ready what is kept of a thread. Tells whether anything is. */
    async begins(threadId: ThreadId): Promise<boolean> {
      const left = await kept.thread(threadId);
      if (left) ready.set(threadId, left);
      return left !== undefined;
    },
  };
}
