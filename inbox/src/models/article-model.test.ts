import type { Article, VariantChange } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { handClock, settle } from '../../test/hand-clock.ts';
import { at, id } from '../../test/sample.ts';
import { ApiError } from '../api/api-error.ts';
import { ArticleModel, type ArticleTools } from './article-model.ts';
import type { DraftStore } from './draft-sync.ts';

const ID = id(7) as ArticleId;

/** A server as far as one article goes. */
function aServer() {
  let isReachable = true;
  let whenStored = () => {};
  let article: Article = {
    id: ID,
    collectionId: null,
    audience: 'everyone',
    position: 0,
    isRemoved: false,
    variants: [],
  };
  const variantIn = (language: string) => article.variants.find((variant) => variant.language === language);
  const reach = () => {
    if (!isReachable) throw new ApiError('offline', 'The server cannot be reached');
  };
  const put = (language: string, change: Partial<Article['variants'][number]>) => {
    const fresh = {
      language,
      slug: 'article',
      title: '',
      body: '',
      wordings: [],
      rev: 0,
      changedBy: null,
      published: null,
    };
    const next = { ...fresh, changedAt: at(1), ...variantIn(language), ...change };
    const others = article.variants.filter((variant) => variant.language !== language);
    article = { ...article, variants: [...others, next].toSorted((a, b) => a.language.localeCompare(b.language)) };
  };
  const save = (language: string, { base, ...words }: VariantChange): Article => {
    reach();
    if (words.slug === 'taken') throw new ApiError('conflict', 'Another article has this address');
    const now = variantIn(language);
    const isSame = now && words.slug === undefined && now.title === words.title && now.body === words.body;
    if (isSame) return article;
    if ((now?.rev ?? 0) !== base) {
      throw new ApiError('stale', 'Somebody else has written here since', { answer: { article } });
    }
    put(language, { ...words, slug: words.slug ?? now?.slug ?? 'article', rev: base + 1 });
    return article;
  };
  save('en', { base: 0, title: '', body: '', wordings: [] });
  const api = {
    article: async () => ({ article, imagesAt: 'https://files.test/' }),
    save: async (_id, language, change) => {
      const now = save(language, change);
      whenStored();
      return now;
    },
    publish: async (_id, language, base) => {
      reach();
      if (variantIn(language)?.rev !== base) throw new ApiError('stale', 'Stale', { answer: { article } });
      put(language, { published: { version: 1, at: at(2), isCurrent: true } });
      return article;
    },
  } satisfies Partial<ArticleTools['api']> as unknown as ArticleTools['api'];
  return {
    api,
    save,
    textIn: (language: string) => variantIn(language),
    reachable(is: boolean) {
      isReachable = is;
    },
    /** What happens while the answer is still on its way. */
    onceStored(happens: () => void) {
      whenStored = () => {
        whenStored = () => {};
        happens();
      };
    },
  };
}

const aStore = (): DraftStore => {
  let kept: string | null = null;
  return {
    load: () => kept,
    save(json) {
      kept = json;
    },
  };
};

async function aWindow(server = aServer(), store = aStore()) {
  const clock = handClock();
  const model = new ArticleModel(ID, { api: server.api, clock, random: () => 0.5, store });
  await model.load();
  const pass = async (ms = 1_000) => {
    clock.pass(ms);
    await settle();
  };
  const stateIn = (language: string) => model.pages.value.get(language)?.state.name;
  const bodyIn = (language: string) => model.pages.value.get(language)?.words.body;
  return { model, server, store, pass, stateIn, bodyIn };
}

test('what is written is saved by itself, and what is written meanwhile after it', async () => {
  const { model, server, pass, stateIn } = await aWindow();
  model.write('en', { title: 'Refunds' });
  expect(stateIn('en')).toBe('unsaved');
  await pass();
  expect(server.textIn('en')).toMatchObject({ title: 'Refunds', rev: 2 });
  expect(stateIn('en')).toBe('saved');

  model.write('en', { body: 'In five' });
  server.onceStored(() => model.write('en', { body: 'In five days' }));
  await model.save('en');
  expect([server.textIn('en')?.body, stateIn('en')]).toEqual(['In five', 'unsaved']);
  await pass();
  expect(server.textIn('en')).toMatchObject({ body: 'In five days', rev: 4 });
  expect(stateIn('en')).toBe('saved');
});

test('without a network nothing is lost, not even when the window is closed', async () => {
  const server = aServer();
  const store = aStore();
  const first = await aWindow(server, store);
  server.reachable(false);
  first.model.write('en', { body: 'Written in a tunnel' });
  await first.pass();
  expect(first.stateIn('en')).toBe('waiting');
  first.model.end();

  server.reachable(true);
  const second = await aWindow(server, store);
  expect(second.bodyIn('en')).toBe('Written in a tunnel');
  await second.pass();
  expect(server.textIn('en')?.body).toBe('Written in a tunnel');
  expect(store.load()).toBe(null);
});

test('the network comes back: what waited is saved at once', async () => {
  const { model, server, pass, stateIn } = await aWindow();
  server.reachable(false);
  model.write('en', { body: 'Hello' });
  await pass();
  server.reachable(true);
  model.saveNow();
  await settle();
  expect(stateIn('en')).toBe('saved');
});

test.each([
  ['mine', 'Mine'],
  ['theirs', 'Theirs'],
  ['both', 'Theirs\n\nMine'],
] as const)('somebody else has written: nothing is written over until one chooses, here %s', async (how, body) => {
  const { model, server, pass, stateIn, bodyIn } = await aWindow();
  model.write('en', { body: 'Mine' });
  server.save('en', { base: 1, title: '', body: 'Theirs', wordings: [] });
  await pass();
  expect(stateIn('en')).toBe('stale');
  expect([server.textIn('en')?.body, bodyIn('en')]).toEqual(['Theirs', 'Mine']);
  await pass(60_000);
  expect(server.textIn('en')?.body).toBe('Theirs');

  model.resolve('en', how);
  await settle();
  expect(stateIn('en')).toBe('saved');
  expect([server.textIn('en')?.body, bodyIn('en')]).toEqual([body, body]);
});

test('words kept in a browser meet what somebody wrote while it was closed', async () => {
  const server = aServer();
  const store = aStore();
  const first = await aWindow(server, store);
  server.reachable(false);
  first.model.write('en', { body: 'Mine' });
  first.model.end();
  await settle();
  server.reachable(true);
  server.save('en', { base: 1, title: '', body: 'Theirs', wordings: [] });

  const second = await aWindow(server, store);
  expect(second.stateIn('en')).toBe('stale');
  expect(second.bodyIn('en')).toBe('Mine');
});

test('a second window keeps what the first could not save', async () => {
  const server = aServer();
  const store = aStore();
  const [first, second] = [await aWindow(server, store), await aWindow(server, store)];
  server.reachable(false);
  first.model.write('en', { body: 'Written in a tunnel' });
  await first.pass();
  first.model.end();
  await settle();

  server.reachable(true);
  second.model.write('ar', { title: 'الاسترداد' });
  await second.pass();
  expect(await second.model.publish('en')).toBe(true);
  expect(second.stateIn('ar')).toBe('saved');

  const third = await aWindow(server, store);
  expect(third.bodyIn('en')).toBe('Written in a tunnel');
  expect(third.bodyIn('ar')).toBe('');
  await third.pass();
  expect(store.load()).toBe(null);
});

test('of two windows with words in one language, the one that is saved first leaves the other’s', async () => {
  const server = aServer();
  const store = aStore();
  const [first, second] = [await aWindow(server, store), await aWindow(server, store)];
  first.model.write('en', { body: 'Of the first' });
  second.model.write('en', { body: 'Of the second' });
  await first.pass();
  expect([first.stateIn('en'), store.load()]).toEqual(['saved', expect.stringContaining('Of the second')]);
});

test('publishing brings everything to the server first, and makes the address of the title', async () => {
  const { model, server } = await aWindow();
  model.write('en', { title: 'How do refunds work?', body: 'Slowly.' });
  expect(await model.publish('en')).toBe(true);
  expect(server.textIn('en')).toMatchObject({ body: 'Slowly.', slug: 'how-do-refunds-work' });
  expect(model.article.value?.variants[0]?.published?.version).toBe(1);
});

test('where the address is taken a piece of the article’s id stands behind it; a chosen one is refused and words go on', async () => {
  const { model, server, pass, stateIn } = await aWindow();
  model.write('en', { title: 'Taken', body: 'A' });
  expect(await model.publish('en')).toBe(true);
  expect(server.textIn('en')?.slug).toBe(`taken-${ID.slice(0, 8)}`);

  await expect(model.setSlug('en', 'taken')).rejects.toMatchObject({ code: 'conflict' });
  expect(stateIn('en')).toBe('saved');
  model.write('en', { body: 'B' });
  await pass();
  expect(server.textIn('en')?.body).toBe('B');
});

test('a further language begins with its first words', async () => {
  const { model, server, pass } = await aWindow();
  model.show('ar');
  await pass();
  expect(server.textIn('ar')).toBeUndefined();
  model.write('ar', { title: 'الاسترداد' });
  await pass();
  expect(server.textIn('ar')).toMatchObject({ title: 'الاسترداد', rev: 1 });
  expect(server.textIn('en')).toMatchObject({ rev: 1 });
});

test('however many want it saved at once, each word goes once, and nobody is in one’s own way', async () => {
  const { model, server, stateIn } = await aWindow();
  model.write('en', { title: 'Refunds', body: 'A' });
  const first = model.save('en');
  model.write('en', { body: 'AB' });
  const others = [model.save('en'), model.publish('en'), model.save('en')];
  expect(await first).toBe(false); // more was written meanwhile
  expect(await Promise.all(others)).toEqual([true, true, true]);
  expect(server.textIn('en')).toMatchObject({ body: 'AB', published: { version: 1 } });
  expect(stateIn('en')).toBe('saved');
});

test('an answer that comes late takes away nothing that was written since', async () => {
  const { model, server, pass, bodyIn } = await aWindow();
  const moved = Promise.withResolvers<void>();
  server.api.change = async (_id, change) => {
    const now = (await server.api.article(ID)).article; // as it is when it is asked
    await moved.promise;
    return { ...now, audience: change.audience ?? now.audience };
  };
  const change = model.change({ audience: 'internal' });
  model.write('en', { body: 'In five days' });
  await pass();
  moved.resolve();
  await change;
  await pass();
  expect([bodyIn('en'), server.textIn('en')?.body]).toEqual(['In five days', 'In five days']);
});
