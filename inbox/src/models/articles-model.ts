import type { ListedArticle } from '@everthread/shared/models/article';
import type { Collection, CollectionChange, NewCollection } from '@everthread/shared/models/collection';
import type { ArticleId, CollectionId } from '@everthread/shared/models/ids';
import { createModel, signal } from '@preact/signals';
import type { ArticleListing, ArticlesApi } from '../api/articles-api.ts';
import { changesInTurn } from './changes-in-turn.ts';

export type ArticlesState =
  | { name: 'loading' | 'failed' }
  | { name: 'ready'; articles: readonly ListedArticle[]; next: string | null; more: 'idle' | 'loading' | 'failed' };

type Used = 'articles' | 'change' | 'collections' | 'createCollection' | 'changeCollection' | 'removeCollection';

/** The list of articles as it is looked at, and the collections. */
export const ArticlesModel = createModel((api: Pick<ArticlesApi, Used>) => {
  const listing = signal<Omit<ArticleListing, 'before'>>({});
  const state = signal<ArticlesState>({ name: 'loading' });
  const collections = signal<readonly Collection[] | undefined>(undefined);
  let asked = 0;
  const moves = changesInTurn(loadCollections);

  async function load(): Promise<void> {
    const mine = ++asked;
    try {
      const { articles, next } = await api.articles(listing.peek());
      if (mine === asked) state.value = { name: 'ready', articles, next, more: 'idle' };
    } catch {
      if (mine === asked) state.value = { name: 'failed' };
    }
  }

  async function loadCollections(): Promise<void> {
    try {
      collections.value = await api.collections();
    } catch {
      // The list can be read without them; the next look asks again.
    }
  }

  return {
    listing,
    state,
    collections,
    load,
    loadCollections,
    async loadMore(): Promise<void> {
      const now = state.peek();
      if (now.name !== 'ready' || now.next === null || now.more === 'loading') return;
      const mine = asked;
      state.value = { ...now, more: 'loading' };
      try {
        const { articles, next } = await api.articles({ ...listing.peek(), before: now.next });
        if (mine === asked) state.value = { ...now, articles: [...now.articles, ...articles], next, more: 'idle' };
      } catch {
        if (mine === asked) state.value = { ...now, more: 'failed' };
      }
    },
    /** Looks at other articles. What was asked for before is no longer waited for. */
    look(change: { [Key in 'collection' | 'state' | 'search']?: ArticleListing[Key] | undefined }): Promise<void> {
      const kept = Object.entries({ ...listing.peek(), ...change }).filter(([, value]) => value);
      listing.value = Object.fromEntries(kept);
      state.value = { name: 'loading' };
      return load();
    },
    showAll(): Promise<void> {
      listing.value = {};
      state.value = { name: 'loading' };
      return load();
    },
    async bringBack(id: ArticleId): Promise<void> {
      await api.change(id, { isRemoved: false });
      await load();
    },
    async createCollection(collection: NewCollection): Promise<void> {
      await api.createCollection(collection);
      await loadCollections();
    },
    async changeCollection(id: CollectionId, change: CollectionChange): Promise<void> {
      const changed = await api.changeCollection(id, change);
      collections.value = collections.peek()?.map((each) => (each.id === id ? changed : each));
    },
    /** One place up or down, seen at once, told after those before it. The server's order has the last word. */
    moveCollection(id: CollectionId, step: 1 | -1): Promise<unknown> {
      const before = collections.peek() ?? [];
      const at = before.findIndex((each) => each.id === id);
      const [moved, other] = [before[at], before[at + step]];
      if (!moved || !other) return moves.lastEnd();
      const after = before.with(at, other).with(at + step, moved);
      collections.value = after.map((each, position) => ({ ...each, position }));
      return moves.send(async () => {
        for (const [position, each] of after.entries()) {
          if (each.position !== position) await api.changeCollection(each.id, { position });
        }
      });
    },
    async removeCollection(id: CollectionId): Promise<void> {
      await api.removeCollection(id);
      if (listing.peek().collection === id) listing.value = { ...listing.peek(), collection: 'none' };
      await Promise.all([loadCollections(), load()]);
    },
  };
});
export type ArticlesModel = InstanceType<typeof ArticlesModel>;
