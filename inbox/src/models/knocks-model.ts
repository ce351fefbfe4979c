import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { Knock } from '@everthread/shared/models/way-back';
import { createModel, signal } from '@preact/signals';

/** How a thread's visitor was told of what the team wrote, by the message up to which he was. */
export const KnocksModel = createModel((ask: (threadId: ThreadId) => Promise<readonly Knock[]>, threadId: ThreadId) => {
  const byMessage = signal<ReadonlyMap<MessageId, readonly Knock[]>>(new Map());
  let asked = 0;
  return {
    byMessage,
    async load(): Promise<void> {
      asked += 1;
      const own = asked;
      const knocks = await ask(threadId).catch(() => undefined); // the next change asks again
      if (!knocks || own !== asked) return; // a later answer has come already
      byMessage.value = Map.groupBy(knocks, ({ messageId }) => messageId);
    },
  };
});
export type KnocksModel = InstanceType<typeof KnocksModel>;
