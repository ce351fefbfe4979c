import type { Draft, KeptDraft } from '@everthread/shared/models/draft';
import type { ThreadId } from '@everthread/shared/models/ids';
import type { Mention, Quote, TeamMessage } from '@everthread/shared/models/message';
import { createModel, signal } from '@preact/signals';
import { type DraftTools, draftSync, keyOf as keyOfPlace, type Place } from './draft-sync.ts';
import type { FilesModel } from './files-model.ts';

export type Mode = TeamMessage['kind'];

/**
 * What the agent has begun to write, per thread, replies and notes apart: words, what they answer to, whom they name, on
 * all his devices; files on this one.
 */
export const DraftsModel = createModel((tools?: DraftTools) => {
  const texts = signal<ReadonlyMap<string, string>>(new Map());
  const quotes = signal<ReadonlyMap<string, Quote>>(new Map());
  const mentions = signal<ReadonlyMap<string, readonly Mention[]>>(new Map());
  const files = signal<ReadonlyMap<string, FilesModel>>(new Map());
  const modes = signal<ReadonlyMap<ThreadId, Mode>>(new Map());

  const sync =
    tools &&
    draftSync(
      tools,
      (place) => {
        const key = keyOfPlace(place);
        return {
          text: texts.peek().get(key) ?? '',
          quote: quotes.peek().get(key),
          mentions: mentions.peek().get(key) ?? [],
        };
      },
      (place, written) => {
        const key = keyOfPlace(place);
        texts.value = withValue(texts.peek(), key, written.text || undefined);
        quotes.value = withValue(quotes.peek(), key, written.quote);
        mentions.value = withValue(mentions.peek(), key, written.mentions.length > 0 ? written.mentions : undefined);
      },
    );
  const touch = (threadId: ThreadId, kind: Mode) => sync?.touch({ threadId, kind });

  function write(threadId: ThreadId, mode: Mode, text: string): void {
    texts.value = withValue(texts.peek(), keyOf(threadId, mode), text || undefined);
    if (!text) mentions.value = withValue(mentions.peek(), keyOf(threadId, mode), undefined);
    touch(threadId, mode);
  }

  return {
    texts,
    quotes,
    mentions,
    files,
    modes,
    kept: sync?.kept ?? signal<ReadonlyMap<string, readonly KeptDraft[]>>(new Map()),
    write,
    quote(threadId: ThreadId, mode: Mode, quote: Quote | undefined) {
      if (quotes.peek().get(keyOf(threadId, mode)) === quote) return;
      quotes.value = withValue(quotes.peek(), keyOf(threadId, mode), quote);
      touch(threadId, mode);
    },
    /** Names somebody in what is being written. */
    mention(threadId: ThreadId, mode: Mode, mention: Mention) {
      const already = mentions.peek().get(keyOf(threadId, mode)) ?? [];
      if (already.some(({ id }) => id === mention.id)) return;
      mentions.value = withValue(mentions.peek(), keyOf(threadId, mode), [...already, mention]);
      touch(threadId, mode);
    },
    attach(threadId: ThreadId, mode: Mode, model: FilesModel) {
      files.value = withValue(files.peek(), keyOf(threadId, mode), model);
    },
    setMode(threadId: ThreadId, mode: Mode) {
      modes.value = new Map(modes.peek()).set(threadId, mode);
    },
    receive: (draft: Draft) => sync?.receive(draft),
    receiveAll: (drafts: readonly Draft[]) => sync?.receiveAll(drafts),
    /** Puts the oldest of the words that lost their place back, after what stands there; or lets go of them. */
    takeKept(place: Place, how: 'use' | 'discard') {
      const key = keyOfPlace(place);
      const [oldest] = sync?.kept.peek().get(key) ?? [];
      if (!oldest || sync?.isForgetting(place)) return;
      const text = texts.peek().get(key);
      if (how === 'use') texts.value = withValue(texts.peek(), key, text ? `${text}\n${oldest.text}` : oldest.text);
      return sync?.forgetOldest(place);
    },
    saveNow: () => sync?.saveNow(),
    end: () => sync?.end(),
    /** The thread has become part of another: so do the words for it. Files cannot move. */
    move(from: ThreadId, to: ThreadId) {
      for (const mode of ['message', 'note'] as const) {
        const text = texts.peek().get(keyOf(from, mode));
        const already = texts.peek().get(keyOf(to, mode));
        if (text) write(to, mode, already ? `${already}\n${text}` : text);
        texts.value = withValue(texts.peek(), keyOf(from, mode), undefined);
        files.peek().get(keyOf(from, mode))?.end();
      }
    },
  };
});
export type DraftsModel = InstanceType<typeof DraftsModel>;

const keyOf = (threadId: ThreadId, kind: Mode) => keyOfPlace({ threadId, kind });

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

export const mentionsOf = (drafts: DraftsModel, threadId: ThreadId, mode: Mode): readonly Mention[] =>
  drafts.mentions.value.get(keyOf(threadId, mode)) ?? [];

export const keptOf = (drafts: DraftsModel, threadId: ThreadId, mode: Mode): readonly KeptDraft[] =>
  drafts.kept.value.get(keyOf(threadId, mode)) ?? [];

export const filesOf = (drafts: DraftsModel, threadId: ThreadId, mode: Mode): FilesModel | undefined =>
  drafts.files.value.get(keyOf(threadId, mode));

export const modeOf = (drafts: DraftsModel, threadId: ThreadId): Mode => drafts.modes.value.get(threadId) ?? 'message';
