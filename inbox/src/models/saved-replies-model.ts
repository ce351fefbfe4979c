import type { SavedReplyId } from '@everthread/shared/models/ids';
import type { NewSavedReply, SavedReply, SavedReplyChange } from '@everthread/shared/models/saved-reply';
import { createModel, signal } from '@preact/signals';
import type { WritingApi } from '../api/writing-api.ts';

type Api = Pick<WritingApi, 'savedReplies' | 'createSavedReply' | 'changeSavedReply' | 'useSavedReply'>;

/** The saved replies that the agent may use: fetched when first wanted, and anew each time they are. */
export const SavedRepliesModel = createModel((api: Api) => {
  const all = signal<readonly SavedReply[]>([]);
  const state = signal<'idle' | 'loading' | 'ready' | 'failed'>('idle');
  let changes = 0; // an answer that was asked for before the last is an old one

  function put(reply: SavedReply): void {
    changes += 1;
    const others = all.peek().filter(({ id }) => id !== reply.id);
    all.value = [...others, reply].toSorted((a, b) => a.name.localeCompare(b.name));
  }

  async function load(): Promise<void> {
    const before = changes;
    if (state.peek() !== 'ready') state.value = 'loading';
    try {
      const found = await api.savedReplies();
      if (changes !== before) return load();
      all.value = found;
      state.value = 'ready';
    } catch {
      if (state.peek() !== 'ready') state.value = 'failed';
    }
  }

  return {
    all,
    state,
    load,
    async create(reply: NewSavedReply): Promise<void> {
      put(await api.createSavedReply(reply));
    },
    async change(id: SavedReplyId, change: SavedReplyChange): Promise<void> {
      const changed = await api.changeSavedReply(id, change);
      put(changed);
      if (change.isRemoved) all.value = all.peek().filter((reply) => reply.id !== id);
    },
    /** It was sent: how often, is counted. Nobody waits for it. */
    used(id: SavedReplyId): void {
      api.useSavedReply(id).then(put, () => {});
    },
  };
});
export type SavedRepliesModel = InstanceType<typeof SavedRepliesModel>;
