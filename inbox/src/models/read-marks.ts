import { backOffMs } from '@everthread/shared/client/back-off';
import type { Clock } from '@everthread/shared/client/clock';
import type { AgentId, TopicId } from '@everthread/shared/models/ids';
import type { Topic } from '@everthread/shared/models/topic';
import { isPassing } from '../api/api-error.ts';
import type { TeamApi } from '../api/team-api.ts';
import { receiveRead, type TopicList } from './topic-list.ts';

/** How far this agent has read, here and in his other windows. A mark is sent until the server has it. */
export function readMarks(
  api: Pick<TeamApi, 'read'>,
  clock: Clock,
  random: () => number,
  own: AgentId,
  show: (id: TopicId, seq: number) => void,
) {
  const reads = new Map<TopicId, number>();
  const opened = new Map<TopicId, number>();

  const of = (topicId: TopicId): number => reads.get(topicId) ?? 0;

  function receive(topicId: TopicId, seq: number): void {
    if (of(topicId) >= seq) return;
    reads.set(topicId, seq);
    show(topicId, seq);
  }

  return {
    receive,
    /** How far he is known to have read, also in a topic that nobody has told of yet. */
    of,
    /** What was said of a topic no longer holds: it is said anew. */
    forget(topicId: TopicId): void {
      reads.delete(topicId);
    },
    /** A list with the marks that a page may not know of yet. */
    over: (list: TopicList): TopicList =>
      [...reads].reduce((next, [topicId, seq]) => receiveRead(next, topicId, seq), list),

    /** What was done to it may have been told elsewhere: so it is seen once for each state in which it is. */
    open({ id, rev, lastSeq, assigneeId }: Topic): void {
      if (opened.get(id) === rev || (assigneeId !== null && assigneeId !== own)) return;
      opened.set(id, rev);
      void api.read(id, lastSeq).catch(() => opened.delete(id));
    },

    async send(topicId: TopicId, seq: number): Promise<void> {
      const before = of(topicId);
      if (before >= seq) return;
      receive(topicId, seq);
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
}
