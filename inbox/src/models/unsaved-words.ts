import type { ArticleVariant } from '@everthread/shared/models/article';

/** What is written of an article in one language. */
export type Words = { title: string; body: string; wordings: readonly string[] };

/** A place in this browser for what the server does not have yet. */
export type ArticleStore = { load(): string | null; save(json: string | null): void };

type Unsaved = { base: number; words: Words };
type Written = { words: Words; saved: Words; base: number };

/** Keeps what differs from the server's. */
export function writeUnsaved(store: ArticleStore, pages: ReadonlyMap<string, Written>): void {
  const unsaved = [...pages].filter(([, { words, saved }]) => JSON.stringify(words) !== JSON.stringify(saved));
  const kept = unsaved.map(([tag, { base, words }]) => [tag, { base, words }]);
  store.save(kept.length > 0 ? JSON.stringify(kept) : null);
}

/** What was kept, by language. What is not ours, or was cut off, is let go. */
export function readUnsaved(store: ArticleStore): ReadonlyMap<string, Unsaved> {
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
