import type { ThreadId } from '@everthread/shared/models/ids';
import type { Quote, TeamMessage } from '@everthread/shared/models/message';
import { createModel, signal } from '@preact/signals';
import type { FilesModel } from './files-model.ts';

export type Mode = TeamMessage['kind'];

/** What the agent has begun to write, per thread, replies and notes apart: words, what they answer to, files. */
export const DraftsModel = createModel(() => {
  const texts = signal<ReadonlyMap<string, string>>(new Map());
  const quotes = signal<ReadonlyMap<string, Quote>>(new Map());
  const files = signal<ReadonlyMap<string, FilesModel>>(new Map());
  const modes = signal<ReadonlyMap<ThreadId, Mode>>(new Map());

  return {
    texts,
    quotes,
    files,
    modes,
    write(threadId: ThreadId, mode: Mode, text: string) {
      texts.value = withValue(texts.peek(), keyOf(threadId, mode), text || undefined);
    },
    quote(threadId: ThreadId, mode: Mode, quote: Quote | undefined) {
      quotes.value = withValue(quotes.peek(), keyOf(threadId, mode), quote);
    },
    attach(threadId: ThreadId, mode: Mode, model: FilesModel) {
      files.value = withValue(files.peek(), keyOf(threadId, mode), model);
    },
    setMode(threadId: ThreadId, mode: Mode) {
      modes.value = new Map(modes.peek()).set(threadId, mode);
    },
    /** The thread has become part of another: so do the words for it. Files cannot move. */
    move(from: ThreadId, to: ThreadId) {
      for (const mode of ['message', 'note'] as const) {
        const text = texts.peek().get(keyOf(from, mode));
        const already = texts.peek().get(keyOf(to, mode));
        if (text) texts.value = withValue(texts.peek(), keyOf(to, mode), already ? `${already}\n${text}` : text);
        texts.value = withValue(texts.peek(), keyOf(from, mode), undefined);
        files.peek().get(keyOf(from, mode))?.end();
      }
    },
  };
});
export type DraftsModel = InstanceType<typeof DraftsModel>;

const keyOf = (threadId: ThreadId, mode: Mode) => `${threadId} ${mode}`;

function withValue<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value | undefined): Map<string, Value> {
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}

// Plain functions, since a model's own actions do not subscribe whoever calls them.

/** The draft as it stands. */
export const draftOf = (drafts: DraftsModel, threadId: ThreadId, mode: Mode): string =>
  drafts.texts.value.get(keyOf(threadId, mode)) ?? '';

export const quoteOf = (drafts: DraftsModel, threadId: ThreadId, mode: Mode): Quote | undefined =>
  drafts.quotes.value.get(keyOf(threadId, mode));

export const filesOf = (drafts: DraftsModel, threadId: ThreadId, mode: Mode): FilesModel | undefined =>
  drafts.files.value.get(keyOf(threadId, mode));

export const modeOf = (drafts: DraftsModel, threadId: ThreadId): Mode => drafts.modes.value.get(threadId) ?? 'message';
