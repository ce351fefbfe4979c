import { backOffMs } from '@everthread/shared/client/back-off';
import type { Clock } from '@everthread/shared/client/clock';
import type { Draft, DraftKind, KeptDraft } from '@everthread/shared/models/draft';
import type { ThreadId } from '@everthread/shared/models/ids';
import type { Mention, Quote } from '@everthread/shared/models/message';
import { signal } from '@preact/signals';
import { isPassing } from '../api/api-error.ts';
import type { WritingApi } from '../api/writing-api.ts';

/** What is written, as far as it goes to the agent's other devices. */
export type Written = { text: string; quote: Quote | undefined; mentions: readonly Mention[] };

/** A place in this browser for what the server does not have yet. */
export type DraftStore = { load(): string | null; save(json: string | null): void };

export type DraftTools = {
  api: Pick<WritingApi, 'saveDraft'>;
  clock: Clock;
  random: () => number;
  store: DraftStore;
};

/** Where a draft stands: the thread, and whether it is a reply or a note. */
export type Place = { threadId: ThreadId; kind: DraftKind };
export const keyOf = ({ threadId, kind }: Place): string => `${threadId} ${kind}`;
const placeOf = (key: string): Place => {
  const [threadId, kind] = key.split(' ');
  return { threadId: threadId as ThreadId, kind: kind as DraftKind };
};

const SAVE_AFTER_MS = 800;

/**
 * Keeps drafts on the server and in this browser until they are there. `read` and `show` are the words in this window.
 * While they are on their way what another device wrote is not shown: the server keeps the words that lose.
 */
export function draftSync(
  { api, clock, random, store }: DraftTools,
  read: (place: Place) => Written,
  show: (place: Place, written: Written) => void,
) {
  const revs = new Map<string, number>(); // what is known of the server's
  const kept = signal<ReadonlyMap<string, readonly KeptDraft[]>>(new Map());
  const dirty = new Set<string>();
  const saving = new Set<string>();
  const forgetting = new Set<string>(); // of whose kept words the oldest are to go with the next save
  const timers = new Map<string, () => void>();
  const tries = new Map<string, number>();
  let isEnded = false;

  function persist(): void {
    const unsaved = [...new Set([...dirty, ...saving])].map((key) => ({
      key,
      base: revs.get(key) ?? 0,
      written: read(placeOf(key)),
    }));
    store.save(unsaved.length > 0 ? JSON.stringify(unsaved) : null);
  }

  function saveAfter(key: string, ms: number): void {
    if (timers.has(key) || isEnded) return;
    timers.set(
      key,
      clock.after(ms, () => {
        timers.delete(key);
        void save(key);
      }),
    );
  }

  async function save(key: string): Promise<void> {
    if (saving.has(key) || isEnded) return;
    const place = placeOf(key);
    const { text, quote, mentions } = read(place);
    const forgets = forgetting.has(key);
    dirty.delete(key);
    saving.add(key);
    try {
      const draft = await api.saveDraft(place.threadId, place.kind, {
        base: revs.get(key) ?? 0,
        text,
        ...(quote && { quoteId: quote.id }),
        ...(mentions.length > 0 && { mentions: [...mentions] }),
        ...(forgets && { forgetKept: 1 }),
      });
      tries.delete(key);
      learn(key, draft);
    } catch (error) {
      // What the server refuses for good stays in this window: there is nowhere else to put it.
      if (isPassing(error)) {
        dirty.add(key);
        tries.set(key, (tries.get(key) ?? 0) + 1);
      }
    } finally {
      saving.delete(key);
      if (forgets) forgetting.delete(key);
      persist();
      if (dirty.has(key)) saveAfter(key, tries.has(key) ? backOffMs(tries.get(key) ?? 1, random()) : SAVE_AFTER_MS);
    }
  }

  function learn(key: string, draft: Draft): void {
    revs.set(key, Math.max(draft.rev, revs.get(key) ?? 0));
    const next = new Map(kept.peek());
    if (draft.kept.length > 0) next.set(key, draft.kept);
    else next.delete(key);
    kept.value = next;
  }

  /** What the server says, in an answer or a frame. */
  function receive(draft: Draft): void {
    const key = keyOf(draft);
    if (draft.rev <= (revs.get(key) ?? 0) || dirty.has(key) || saving.has(key)) return;
    learn(key, draft);
    show(draft, { text: draft.text, quote: draft.quote ?? undefined, mentions: draft.mentions });
  }

  function restore(): void {
    type Unsaved = { key: string; base: number; written: Written };
    try {
      for (const { key, base, written } of JSON.parse(store.load() ?? '[]') as Unsaved[]) {
        revs.set(key, base);
        show(placeOf(key), written);
        dirty.add(key);
        saveAfter(key, SAVE_AFTER_MS);
      }
    } catch {
      store.save(null); // not ours, or cut off
    }
  }
  restore();

  return {
    kept,
    receive,
    /** It says something else now, here. */
    touch(place: Place): void {
      const key = keyOf(place);
      dirty.add(key);
      persist();
      saveAfter(key, SAVE_AFTER_MS);
    },
    /** All that the server has: what is not in it and not on its way there is empty by now. */
    receiveAll(drafts: readonly Draft[]): void {
      const there = new Set(drafts.map(keyOf));
      for (const [key, rev] of revs) {
        if (there.has(key)) continue;
        receive({ ...placeOf(key), rev: rev + 1, text: '', quote: null, mentions: [], kept: [] });
        revs.set(key, rev);
      }
      for (const draft of drafts) receive(draft);
    },
    isForgetting: (place: Place) => forgetting.has(keyOf(place)),
    /** Lets go of the oldest words that are kept, once what is on its way has arrived. */
    forgetOldest(place: Place): Promise<void> {
      const key = keyOf(place);
      forgetting.add(key);
      dirty.add(key);
      persist();
      return save(key);
    },
    /** The network is back. */
    saveNow(): void {
      for (const key of dirty) {
        timers.get(key)?.();
        timers.delete(key);
        void save(key);
      }
    },
    end(): void {
      isEnded = true;
      for (const end of timers.values()) end();
      timers.clear();
    },
  };
}
