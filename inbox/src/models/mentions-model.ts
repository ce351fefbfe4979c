import type { MessageId, TopicId } from '@everthread/shared/models/ids';
import type { Mentioned } from '@everthread/shared/models/mention';
import { computed, createModel, signal } from '@preact/signals';
import type { WritingApi } from '../api/writing-api.ts';

/** Where the agent was named and has not looked since. */
export const MentionsModel = createModel((api: Pick<WritingApi, 'mentions'>) => {
  const unread = signal<ReadonlyMap<MessageId, Mentioned>>(new Map());
  const newest = signal<Mentioned | undefined>(undefined);
  let news = 0;

  /** An answer that was asked for before the last news is an old one. */
  async function load(): Promise<void> {
    const before = news;
    const { mentions } = await api.mentions(true);
    if (news !== before) return load();
    unread.value = new Map(mentions.map((mention) => [mention.messageId, mention]));
  }

  return {
    unread,
    newest, // for who listens rather than looks
    /** How many there are in each topic. */
    byTopic: computed((): ReadonlyMap<TopicId, number> => {
      const counts = new Map<TopicId, number>();
      for (const { topicId } of unread.value.values()) counts.set(topicId, (counts.get(topicId) ?? 0) + 1);
      return counts;
    }),
    load,
    receive(mention: Mentioned): void {
      if (mention.readAt || unread.peek().has(mention.messageId)) return;
      news += 1;
      unread.value = new Map(unread.peek()).set(mention.messageId, mention);
      newest.value = mention;
    },
    /** The topic was read up to here, in this window or another. */
    read(topicId: TopicId, seq: number): void {
      news += 1;
      const left = [...unread.peek()].filter(([, mention]) => mention.topicId !== topicId || mention.seq > seq);
      if (left.length < unread.peek().size) unread.value = new Map(left);
    },
  };
});
export type MentionsModel = InstanceType<typeof MentionsModel>;
