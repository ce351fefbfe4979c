import { backOffMs } from '@everthread/shared/client/back-off';
import type { Clock } from '@everthread/shared/client/clock';
import { slugOf } from '@everthread/shared/client/slug';
import type { Article, ArticleChange, ArticleVariant } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { createModel, signal } from '@preact/signals';
import { ApiError, isPassing } from '../api/api-error.ts';
import type { ArticlesApi } from '../api/articles-api.ts';
import type { DraftStore } from './draft-sync.ts';
import { bothOf, isSame, keepUnsaved, readUnsaved, type Words, wordsOf } from './unsaved-words.ts';

export type SaveState =
  | { name: 'saved' | 'unsaved' | 'saving' | 'waiting' }
  | { name: 'refused'; error: unknown }
  /** Somebody else has written since: what is there now. */
  | { name: 'stale'; theirs: ArticleVariant };

/** An article in one language as it stands in this window. `base`: the server's revision that it goes on from. */
export type Page = { words: Words; saved: Words; base: number; state: SaveState };

export type ArticleTools = {
  api: Omit<ArticlesApi, 'articles' | 'collections' | 'createCollection' | 'changeCollection' | 'removeCollection'>;
  clock: Clock;
  random: () => number;
  store: DraftStore;
};

const SAVE_AFTER_MS = 1_000;
const EMPTY: Words = { title: '', body: '', wordings: [] };

/**
 * One article while it is written. Every letter is kept in this browser until the server has it, and what somebody else
 * wrote meanwhile is shown beside one's own, never written over unasked.
 */
export const ArticleModel = createModel((id: ArticleId, { api, clock, random, store }: ArticleTools) => {
  const state = signal<'loading' | 'failed' | 'gone' | 'ready'>('loading');
  const article = signal<Article | undefined>(undefined);
  const imagesAt = signal('');
  const language = signal('');
  const pages = signal<ReadonlyMap<string, Page>>(new Map());
  const running = new Map<string, Promise<boolean>>();
  const timers = new Map<string, () => void>();
  const tries = new Map<string, number>();
  const kept = new Map<string, string>();
  let isEnded = false;
  let last: Promise<unknown> = Promise.resolve();

  /** Asks the server one thing after the other: so the answer that comes last is the newest. */
  function inTurn<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const made = last.then(ask);
    last = made.catch(() => {});
    return made;
  }

  const variantIn = (tag: string) => article.peek()?.variants.find((each) => each.language === tag);

  function put(tag: string, change: Partial<Page>): void {
    const page = pages.peek().get(tag) ?? { words: EMPTY, saved: EMPTY, base: 0, state: { name: 'saved' } };
    const next = { ...page, ...change };
    pages.value = new Map(pages.peek()).set(tag, next);
    keepUnsaved(store, kept, tag, next);
  }

  /** What the server has of a language; what is written here and not there yet stays. */
  function take(now: Article): void {
    article.value = now;
    for (const variant of now.variants) {
      const page = pages.peek().get(variant.language);
      if (page && (isDirty(page) || page.state.name === 'stale')) continue;
      const words = wordsOf(variant);
      put(variant.language, { words, saved: words, base: variant.rev, state: { name: 'saved' } });
    }
  }

  async function load(): Promise<void> {
    state.value = 'loading';
    try {
      const read = await api.article(id);
      imagesAt.value = read.imagesAt;
      restore(read.article);
      take(read.article);
      language.value ||= firstOf(read.article);
      state.value = 'ready';
    } catch (error) {
      state.value = error instanceof ApiError && error.code === 'not_found' ? 'gone' : 'failed';
    }
  }

  /** Words that this browser had not brought to the server when it was closed. */
  function restore({ variants }: Article): void {
    for (const [tag, { base, words }] of readUnsaved(store)) {
      const variant = variants.find((each) => each.language === tag);
      const saved = variant ? wordsOf(variant) : EMPTY;
      kept.set(tag, JSON.stringify({ base, words }));
      if (isSame(words, saved)) {
        keepUnsaved(store, kept, tag, { words: saved, saved, base });
        continue;
      }
      const isStale = variant !== undefined && variant.rev !== base;
      put(tag, { words, saved, base, state: isStale ? { name: 'stale', theirs: variant } : { name: 'unsaved' } });
      if (!isStale) saveAfter(tag, SAVE_AFTER_MS);
    }
  }

  function saveAfter(tag: string, ms: number): void {
    if (timers.has(tag) || isEnded) return;
    const end = clock.after(ms, () => {
      timers.delete(tag);
      void save(tag);
    });
    timers.set(tag, end);
  }

  /** Brings what is written to the server. Whether all of it is there. */
  async function save(tag: string, slug?: string): Promise<boolean> {
    // Several may have waited: one goes on, the others wait for it.
    while (running.has(tag)) await running.get(tag);
    const page = pages.peek().get(tag);
    if (!page || page.state.name === 'stale') return page === undefined;
    if (!isDirty(page) && slug === undefined) return true;
    timers.get(tag)?.();
    timers.delete(tag);
    const job = attempt(tag, page, slug).finally(() => running.delete(tag));
    running.set(
      tag,
      job.catch(() => false),
    );
    return job;
  }

  async function attempt(tag: string, { words, base }: Page, slug: string | undefined): Promise<boolean> {
    put(tag, { state: { name: 'saving' } });
    const wordings = words.wordings.map((wording) => wording.trim()).filter(Boolean);
    try {
      const change = { base, ...words, wordings, ...(slug !== undefined && { slug }) };
      const now = await inTurn(() => api.save(id, tag, change));
      tries.delete(tag);
      const rev = now.variants.find((variant) => variant.language === tag)?.rev ?? base;
      put(tag, { saved: words, base: rev });
      const isDone = !isDirty(pages.peek().get(tag) as Page);
      put(tag, { state: { name: isDone ? 'saved' : 'unsaved' } });
      article.value = now;
      if (!isDone) saveAfter(tag, SAVE_AFTER_MS);
      return isDone;
    } catch (error) {
      const theirs = staleIn(error)?.variants.find((variant) => variant.language === tag);
      if (theirs) put(tag, { state: { name: 'stale', theirs } });
      else if (isPassing(error)) {
        tries.set(tag, (tries.get(tag) ?? 0) + 1);
        put(tag, { state: { name: 'waiting' } });
        saveAfter(tag, backOffMs(tries.get(tag) ?? 1, random()));
      } else put(tag, { state: { name: 'refused', error } });
      if (slug === undefined || theirs) return false;
      // The address was refused, not the words.
      const isDone = !isDirty(pages.peek().get(tag) as Page);
      put(tag, { state: { name: isDone ? 'saved' : 'unsaved' } });
      if (!isDone) saveAfter(tag, SAVE_AFTER_MS);
      throw error;
    }
  }

  /** Does what goes by revision, once the server has all that is written; shows what is there where it was overtaken. */
  async function withSaved(tag: string, make: (base: number) => Promise<Article>): Promise<boolean> {
    if (!(await save(tag))) return false;
    try {
      take(await inTurn(() => make(pages.peek().get(tag)?.base ?? 0)));
      return true;
    } catch (error) {
      const theirs = staleIn(error)?.variants.find((variant) => variant.language === tag);
      if (!theirs) throw error;
      put(tag, { state: { name: 'stale', theirs } });
      return false;
    }
  }

  /** An address that nobody has chosen is made of the title when that is published first. */
  async function nameBySelf(tag: string): Promise<void> {
    const variant = variantIn(tag);
    const title = pages.peek().get(tag)?.words.title ?? '';
    const short = id.slice(0, 8);
    if (!variant || variant.published || !title.trim()) return;
    if (variant.slug !== 'article' && !variant.slug.endsWith(short)) return;
    const wanted = slugOf(title);
    if (variant.slug === wanted || variant.slug === `${wanted}-${short}`) return;
    for (const slug of [wanted, `${wanted}-${short}`]) {
      const isDone = await save(tag, slug).catch((error: unknown) => {
        if (error instanceof ApiError && error.code === 'conflict') return undefined;
        throw error;
      });
      if (isDone !== undefined) return;
    }
  }

  return {
    state,
    article,
    imagesAt,
    language,
    pages,
    load,
    write(tag: string, change: Partial<Words>) {
      const page = pages.peek().get(tag);
      const words = { ...(page?.words ?? EMPTY), ...change };
      const isStale = page?.state.name === 'stale';
      put(tag, { words, ...(!isStale && { state: { name: 'unsaved' } as const }) });
      if (!isStale) saveAfter(tag, SAVE_AFTER_MS);
    },
    /** Goes on in this language, which may be a new one. */
    show(tag: string) {
      if (!pages.peek().has(tag)) put(tag, {});
      language.value = tag;
    },
    save,
    setSlug: (tag: string, slug: string) => save(tag, slug),
    async publish(tag: string): Promise<boolean> {
      if (!(await save(tag))) return false;
      await nameBySelf(tag);
      return withSaved(tag, (base) => api.publish(id, tag, base));
    },
    async takeBack(tag: string): Promise<void> {
      take(await inTurn(() => api.takeBack(id, tag)));
    },
    restore: (tag: string, version: number) => withSaved(tag, (base) => api.restore(id, tag, version, base)),
    /** What to do where somebody else has written: one of the two, or theirs with one's own after it. */
    resolve(tag: string, how: 'mine' | 'theirs' | 'both') {
      const page = pages.peek().get(tag);
      if (page?.state.name !== 'stale') return;
      const { theirs } = page.state;
      const saved = wordsOf(theirs);
      const words = how === 'mine' ? page.words : how === 'theirs' ? saved : bothOf(saved, page.words);
      put(tag, { words, saved, base: theirs.rev, state: { name: isSame(words, saved) ? 'saved' : 'unsaved' } });
      void save(tag);
    },
    async change(change: ArticleChange): Promise<void> {
      take(await inTurn(() => api.change(id, change)));
    },
    async remove(): Promise<void> {
      await api.remove(id);
      const now = article.peek();
      if (now) article.value = { ...now, isRemoved: true };
    },
    /** The network is back, or the window is about to go. */
    saveNow() {
      for (const [tag, page] of pages.peek()) if (isDirty(page)) void save(tag);
    },
    end() {
      isEnded = true;
      for (const end of timers.values()) end();
      for (const [tag, page] of pages.peek()) if (isDirty(page)) void save(tag);
    },
  };
});
export type ArticleModel = InstanceType<typeof ArticleModel>;

const isDirty = ({ words, saved }: Page): boolean => !isSame(words, saved);

const firstOf = ({ variants }: Article): string =>
  (variants.find(({ published }) => published) ?? variants[0])?.language ?? 'en';

function staleIn(error: unknown): Article | undefined {
  if (!(error instanceof ApiError) || error.code !== 'stale') return undefined;
  return (error.answer as { article?: Article }).article;
}
