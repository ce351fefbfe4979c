import type { ChangeId, MessageId, TopicId } from '@everthread/shared/models/ids';
import type { Topic } from '@everthread/shared/models/topic';
import type { TopicEvent } from '@everthread/shared/models/topic-change';
import type { ChangeResult } from '@everthread/shared/models/topic-changes';
import type { TeamApi } from '../api/team-api.ts';
import type { Progress } from './selection-model.ts';
import { after, before, type Wanted } from './topic-changes.ts';
import type { TopicsModel } from './topics-model.ts';

const AT_ONCE = 25;

export type BulkTools = {
  api: Pick<TeamApi, 'changeTopics' | 'undoChanges'>;
  topics: TopicsModel;
  newId: () => MessageId;
  receive: (topic: Topic, event: TopicEvent | null) => void;
};

/** What was done to many topics: what its undo goes by, and what was refused. */
export type BulkDone = { made: readonly Made[]; refused: readonly { topic: Topic; why: string }[] };
type Made = { topicId: TopicId; changeId: ChangeId; before: Partial<Topic> };
type Answers = readonly ChangeResult[];

/** The same done to many topics: seen at once on all of them, sent a few at a time, taken back where it is refused. */
export function bulkChanges({ api, topics, newId, receive }: BulkTools) {
  /** Sends chunk after chunk, each in its turn. A chunk that does not get through is refused as a whole. */
  async function inChunks<Item extends { topicId: TopicId; will: Partial<Topic> }>(
    items: readonly Item[],
    ask: (chunk: readonly Item[]) => Promise<Answers>,
    onProgress: (progress: Progress) => void,
  ): Promise<Map<TopicId, ChangeResult | Error>> {
    const results = new Map<TopicId, ChangeResult | Error>();
    let turn: Promise<unknown> = Promise.resolve();
    for (const chunk of chunksOf(items, AT_ONCE)) {
      const before = turn;
      turn = topics.changeAll(new Map(chunk.map(({ topicId, will }) => [topicId, will])), async () => {
        await before;
        try {
          for (const result of await ask(chunk)) results.set(result.topicId, result);
        } catch (error) {
          for (const { topicId } of chunk) results.set(topicId, error as Error);
        }
        onProgress({ done: results.size, total: items.length });
        return chunk.flatMap(({ topicId }) => {
          const result = results.get(topicId);
          if (!result || !('topic' in result)) return [];
          receive(result.topic, result.event);
          return [result.topic];
        });
      });
    }
    await turn;
    return results;
  }

  return {
    async make(
      chosen: readonly Topic[],
      wanted: Wanted,
      onProgress: (progress: Progress) => void,
      words: (error: unknown) => string,
    ): Promise<BulkDone> {
      const items = chosen.map((topic) => ({
        topic,
        topicId: topic.id,
        changeId: newId() as string as ChangeId,
        will: after(topic, wanted),
      }));
      const results = await inChunks(
        items,
        (chunk) =>
          api.changeTopics(chunk.map(({ topicId, changeId }) => ({ topicId, change: { ...wanted, id: changeId } }))),
        onProgress,
      );
      const made: Made[] = [];
      const refused: { topic: Topic; why: string }[] = [];
      for (const { topic, topicId, changeId } of items) {
        const result = results.get(topicId);
        if (result && 'topic' in result) {
          if (result.event) made.push({ topicId, changeId, before: before(topic, wanted) });
        } else refused.push({ topic, why: whyOf(result, words) });
      }
      return { made, refused };
    },

    /** Takes it back from all of them. Throws what the first was refused for, once the others are done. */
    async undo(made: readonly Made[], onProgress: (progress: Progress) => void): Promise<void> {
      const items = made.map(({ before: will, ...named }) => ({ ...named, will }));
      const results = await inChunks(
        items,
        (chunk) => api.undoChanges(chunk.map(({ topicId, changeId }) => ({ topicId, changeId }))),
        onProgress,
      );
      const refused = [...results.values()].find((result) => !('topic' in result));
      if (refused instanceof Error) throw refused;
      if (refused && 'error' in refused) throw new Error(refused.error.message);
    },
  };
}

function whyOf(result: ChangeResult | Error | undefined, words: (error: unknown) => string): string {
  return result && 'error' in result ? result.error.message : words(result);
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
