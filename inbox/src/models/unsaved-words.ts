import type { ArticleVariant } from '@everthread/shared/models/article';
import type { DraftStore } from './draft-sync.ts';

/** What is written of an article in one language. */
export type Words = { title: string; body: string; wordings: readonly string[] };

type Unsaved = { base: number; words: Words };
type Written = { words: Words; saved: Words; base: number };

/**
 * Keeps what differs from the server's, in one language. What other windows keep there stays; `own` is what this one has
 * put there.
 */
export function keepUnsaved(
  store: DraftStore,
  own: Map<string, string>,
  tag: string,
  { words, saved, base }: Written,
): void {
  const [before, now] = [own.get(tag), JSON.stringify({ base, words })];
  const isSaved = JSON.stringify(words) === JSON.stringify(saved);
  if (before === (isSaved ? undefined : now)) return;
  const kept = new Map(readUnsaved(store));
  if (!isSaved) {
    own.set(tag, now);
    kept.set(tag, { base, words });
  } else {
    own.delete(tag);
    if (JSON.stringify(kept.get(tag)) === before) kept.delete(tag);
  }
  store.save(kept.size > 0 ? JSON.stringify([...kept]) : null);
}

/** What was kept, by language. What is not ours, or was cut off, is let go. */
export function readUnsaved(store: DraftStore): ReadonlyMap<string, Unsaved> {
  try {
    const kept = JSON.parse(store.load() ?? '[]') as [string, Unsaved][];
    return new Map(kept.filter(([, { base, words }]) => Number.isInteger(base) && typeof words.body === 'string'));
  } catch {
    return new Map();
  }
}

export const wordsOf = ({ title, body, wordings }: ArticleVariant): Words => ({ title, body, wordings });

export const isSame = (one: Words, other: Words): boolean =>
  one.title.trim() === other.title.trim() &&
  one.body === other.body &&
  JSON.stringify(one.wordings) === JSON.stringify(other.wordings);

/** Theirs, and one's own after it. */
export const bothOf = (theirs: Words, mine: Words): Words => ({
  title: theirs.title || mine.title,
  body: theirs.body === mine.body ? mine.body : `${theirs.body.trimEnd()}\n\n${mine.body}`,
  wordings: [...new Set([...theirs.wordings, ...mine.wordings])],
});
