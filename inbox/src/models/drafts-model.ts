import type { ThreadId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import { createModel, signal } from '@preact/signals';

export type Mode = TeamMessage['kind'];

/** What the agent has begun to write, per thread, replies and notes apart. */
export const DraftsModel = createModel(() => {
  const texts = signal<ReadonlyMap<string, string>>(new Map());
  const modes = signal<ReadonlyMap<ThreadId, Mode>>(new Map());

  return {
    texts,
    modes,
    write(threadId: ThreadId, mode: Mode, text: string) {
      const next = new Map(texts.peek());
      if (text) next.set(keyOf(threadId, mode), text);
      else next.delete(keyOf(threadId, mode));
      texts.value = next;
    },
    setMode(threadId: ThreadId, mode: Mode) {
      modes.value = new Map(modes.peek()).set(threadId, mode);
    },
  };
});
export type DraftsModel = InstanceType<typeof DraftsModel>;

const keyOf = (threadId: ThreadId, mode: Mode) => `${threadId} ${mode}`;

/** The draft as it stands. A plain function, since a model's own actions do not subscribe whoever calls them. */
export const draftOf = (drafts: DraftsModel, threadId: ThreadId, mode: Mode): string =>
  drafts.texts.value.get(keyOf(threadId, mode)) ?? '';

export const modeOf = (drafts: DraftsModel, threadId: ThreadId): Mode => drafts.modes.value.get(threadId) ?? 'message';
