import type { NewArticle } from '@everthread/shared/models/article';
import { ArticleId, CollectionId } from '@everthread/shared/models/ids';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { slowToCommit } from '../../test/slow-to-commit.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { listAudit } from '../audit/list-audit.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleVersions } from '../db/schema/articles.ts';
import { outbox } from '../db/schema/outbox.ts';
import { changeArticle, removeArticle } from './change-article.ts';
import { changeCollection, createCollection, listCollections, removeCollection } from './collections.ts';
import { createArticle, importArticles } from './create-articles.ts';
import { listArticles } from './list-articles.ts';
import { publishVariant, unpublishVariant } from './publish-variant.ts';
import { readArticle } from './read-article.ts';
import { saveVariant } from './save-variant.ts';
import { listVersions, readVersion, restoreVersion } from './versions.ts';

const surroundings = await testSurroundings();
const newId = () => ArticleId.parse(surroundings.newId());
const newArticle = (change: Partial<NewArticle> = {}): NewArticle => ({
  id: newId(),
  audience: 'everyone',
  language: 'en',
  title: 'How do refunds work?',
  body: 'Money comes back in five days.',
  wordings: ['I want my money back'],
  ...change,
});

async function start() {
  const workspace = await newWorkspace(surroundings);
  const [ada, viewer] = [await newAgent(workspace, 'owner'), await newAgent(workspace, 'viewer')];
  const told = async () => {
    const ofArticles = eq(outbox.type, 'article.changed');
    const [rows] = await inWorkspace(workspace, [workspace.db.select().from(outbox).where(ofArticles)]);
    return rows.map(({ payload }) => (payload as { articleId: string }).articleId);
  };
  const logged = async () => (await listAudit(ada.ctx, {})).entries.map(({ what }) => what).toReversed();
  return { workspace, ada: ada.ctx, viewer: viewer.ctx, told, logged };
}

test('an article is a draft until it is published, and every publication is a version of its own', async () => {
  const { ada, told, logged } = await start();
  const article = newArticle();
  const { id } = article;

  expect((await createArticle(ada, article)).variants).toMatchObject([
    { language: 'en', slug: 'how-do-refunds-work', title: article.title, rev: 1, published: null },
  ]);
  expect((await publishVariant(ada, id, 'en', { base: 1 })).variants).toMatchObject([
    { rev: 1, published: { version: 1, isCurrent: true } },
  ]);
  const words = { title: 'Refunds', body: 'In four days.', wordings: [] };
  expect((await saveVariant(ada, id, 'en', { base: 1, ...words })).variants).toMatchObject([
    { rev: 2, title: 'Refunds', published: { version: 1, isCurrent: false } },
  ]);
  await publishVariant(ada, id, 'en', { base: 2 });

  expect((await listVersions(ada, id, 'en')).map(({ version, title }) => [version, title])).toEqual([
    [2, 'Refunds'],
    [1, 'How do refunds work?'],
  ]);
  expect(await readVersion(ada, id, 'en', 1)).toMatchObject({ body: article.body, wordings: article.wordings });
  expect(await told()).toEqual([id, id, id]);
  expect(await logged()).toEqual(['article.created', 'article.published', 'article.published']);
});

test('an earlier version can be brought back, and what was published is never changed', async () => {
  const { ada, workspace } = await start();
  const article = newArticle();
  await createArticle(ada, article);
  await publishVariant(ada, article.id, 'en', { base: 1 });
  await saveVariant(ada, article.id, 'en', { base: 1, title: 'Wrong', body: 'Wrong', wordings: [] });

  const restored = await restoreVersion(ada, article.id, 'en', 1, { base: 2 });
  expect(restored.variants).toMatchObject([{ title: article.title, body: article.body, rev: 3 }]);
  expect(await restoreVersion(ada, article.id, 'en', 1, { base: 2 })).toEqual(restored);

  const [changed] = await inWorkspace(workspace, [
    workspace.db.update(articleVersions).set({ body: 'Never said' }).returning(),
  ]);
  expect(changed).toEqual([]);
});

test('who writes on an old state is told what is there, and nothing is lost', async () => {
  const { ada } = await start();
  const article = newArticle();
  await createArticle(ada, article);
  const mine = { base: 1, title: 'Mine', body: 'Mine', wordings: [] };
  await saveVariant(ada, article.id, 'en', mine);

  await expect(saveVariant(ada, article.id, 'en', { ...mine, title: 'Other' })).rejects.toMatchObject({
    code: 'stale',
    details: { article: { variants: [{ title: 'Mine', rev: 2 }] } },
  });
  await expect(publishVariant(ada, article.id, 'en', { base: 1 })).rejects.toMatchObject({ code: 'stale' });
  // The same again, as after an answer that was lost.
  expect((await saveVariant(ada, article.id, 'en', mine)).variants).toMatchObject([{ rev: 2 }]);
});

test('an article is written in several languages, each published for itself', async () => {
  const { ada } = await start();
  const article = newArticle();
  await createArticle(ada, article);
  const chinese = { base: 0, title: '如何退款？', body: '五天内到账。', wordings: [] };
  await saveVariant(ada, article.id, 'zh', chinese);
  await publishVariant(ada, article.id, 'zh', { base: 1 });

  const { variants } = (await readArticle(ada, article.id)).article;
  expect(variants.map(({ language, published }) => [language, published?.version])).toEqual([
    ['en', undefined],
    ['zh', 1],
  ]);
  expect((await unpublishVariant(ada, article.id, 'zh')).variants[1]).toMatchObject({ published: null, rev: 1 });
  expect(await unpublishVariant(ada, article.id, 'zh')).toEqual((await readArticle(ada, article.id)).article);
  await expect(unpublishVariant(ada, article.id, 'fr')).rejects.toMatchObject({ code: 'not_found' });
});

test('an empty article is not published', async () => {
  const { ada } = await start();
  const { id } = await createArticle(ada, newArticle({ title: '', body: '' }));
  await expect(publishVariant(ada, id, 'en', { base: 1 })).rejects.toMatchObject({ code: 'invalid' });
});

test('made twice with one id it is one; another under its id is refused', async () => {
  const { ada } = await start();
  const article = newArticle();
  expect(await createArticle(ada, article)).toEqual(await createArticle(ada, article));
  await expect(createArticle(ada, { ...article, language: 'fr' })).rejects.toMatchObject({ code: 'conflict' });
});

test('two of one title have addresses of their own, and no address is given to two', async () => {
  const { ada } = await start();
  const [first, second] = [newArticle(), newArticle()];
  await createArticle(ada, first);
  const other = await createArticle(ada, second);
  expect(other.variants[0]?.slug).toBe(`how-do-refunds-work-${second.id.slice(0, 8)}`);
  const taken = { base: 1, slug: 'how-do-refunds-work', title: 'Refunds', body: '', wordings: [] };
  await expect(saveVariant(ada, second.id, 'en', taken)).rejects.toMatchObject({ code: 'conflict' });
});

test('what was removed is in no list, and can be brought back as it was', async () => {
  const { ada, logged } = await start();
  await createArticle(ada, newArticle({ language: 'ar', title: 'كيف يعمل الاسترداد؟' }));
  const { id } = await createArticle(ada, newArticle());
  await publishVariant(ada, id, 'en', { base: 1 });
  await removeArticle(ada, id);
  await removeArticle(ada, id);
  expect((await listAudit(ada, {})).entries[0]?.details.subject).toBe('How do refunds work?');

  expect((await listArticles(ada, {})).articles).toMatchObject([{ variants: [{ language: 'ar' }] }]);
  expect((await listArticles(ada, { state: 'removed' })).articles).toMatchObject([{ id, isRemoved: true }]);
  await expect(changeArticle(ada, id, { audience: 'internal' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(publishVariant(ada, id, 'en', { base: 1 })).rejects.toMatchObject({ code: 'not_found' });

  expect((await changeArticle(ada, id, { isRemoved: false })).variants[0]?.published?.version).toBe(1);
  const all = ['article.created', 'article.created', 'article.published', 'article.removed', 'article.restored'];
  expect(await logged()).toEqual(all);
});

test('articles come a page at a time, and by collection and state', async () => {
  const { ada } = await start();
  const collectionId = CollectionId.parse(surroundings.newId());
  await createCollection(ada, { id: collectionId, names: { en: { name: 'Returns', description: '' } } });
  await importArticles(
    ada,
    Array.from({ length: 130 }, (_, i) =>
      newArticle({ title: `Article ${i}`, collectionId: i < 3 ? collectionId : null }),
    ),
  );
  await createArticle(ada, newArticle({ title: 'A draft' }));

  const first = await listArticles(ada, {});
  expect([first.articles.length, first.articles[0]?.variants[0]?.title]).toEqual([100, 'A draft']);
  const rest = await listArticles(ada, { before: first.next ?? '' });
  expect([rest.articles.length, rest.next]).toEqual([31, null]);
  expect(new Set([...first.articles, ...rest.articles].map(({ id }) => id)).size).toBe(131);
  expect((await listArticles(ada, { collection: collectionId })).articles.length).toBe(3);
  expect((await listArticles(ada, { state: 'draft' })).articles.length).toBe(1);
  await expect(listArticles(ada, { before: 'nonsense' })).rejects.toMatchObject({ code: 'invalid' });
});

test('many are taken in at once, published, and told of one by one', async () => {
  const { ada, told, logged } = await start();
  const many = [newArticle(), newArticle({ language: 'zh', title: '退款' }), newArticle()];
  await importArticles(ada, many);
  await importArticles(ada, many);

  expect((await told()).toSorted()).toEqual(many.map(({ id }) => id).toSorted());
  expect(await logged()).toEqual(['articles.imported']);
  expect((await listArticles(ada, { state: 'published' })).articles.length).toBe(3);
});

test('a workspace has two hundred collections at most, also where more are made in the same moment', async () => {
  const { ada } = await start();
  await inWorkspace(ada, [
    ada.db.execute(sql`insert into collections (workspace_id, id, slug, names, position, created_at)
      select ${ada.actor.workspaceId}::uuid, gen_random_uuid(), 'shelf-' || at, '{"en": {"name": "Shelf", "description": ""}}', at, now()
      from generate_series(1, 198) at`),
  ]);
  const names = { en: { name: 'Returns', description: '' } };
  const make = () => createCollection(slowToCommit(ada), { id: CollectionId.parse(surroundings.newId()), names });
  const made = await Promise.allSettled(Array.from({ length: 4 }, make));
  const refused = made.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
  expect(refused).toEqual(['conflict', 'conflict']);
  expect(await listCollections(ada)).toHaveLength(200);
});

test('a collection has names in languages and an order; taken away, it leaves its articles', async () => {
  const { ada } = await start();
  const collectionId = CollectionId.parse(surroundings.newId());
  const names = { en: { name: 'Returns', description: 'Sending back' }, zh: { name: '退货', description: '' } };
  const made = await createCollection(ada, { id: collectionId, names });
  expect(await createCollection(ada, { id: collectionId, names })).toEqual(made);
  const { id } = await createArticle(ada, newArticle({ collectionId }));

  expect(await changeCollection(ada, collectionId, { slug: 'returns', position: 3 })).toMatchObject({
    slug: 'returns',
    names,
  });
  await removeCollection(ada, collectionId);
  await removeCollection(ada, collectionId);
  expect(await listCollections(ada)).toEqual([]);
  expect((await readArticle(ada, id)).article).toMatchObject({ collectionId: null });
  await expect(changeCollection(ada, collectionId, { position: 1 })).rejects.toMatchObject({ code: 'not_found' });
});

test('another workspace reads, changes and uses nothing of it', async () => {
  const [here, there] = [await start(), await start()];
  const collectionId = CollectionId.parse(surroundings.newId());
  await createCollection(here.ada, { id: collectionId, names: { en: { name: 'Returns', description: '' } } });
  const { id } = await createArticle(here.ada, newArticle());
  await publishVariant(here.ada, id, 'en', { base: 1 });
  const refused = { code: 'not_found' };

  expect((await listArticles(there.ada, {})).articles).toEqual([]);
  await expect(readArticle(there.ada, id)).rejects.toMatchObject(refused);
  await expect(changeArticle(there.ada, id, { audience: 'internal' })).rejects.toMatchObject(refused);
  await expect(removeArticle(there.ada, id)).rejects.toMatchObject(refused);
  await expect(
    saveVariant(there.ada, id, 'en', { base: 1, title: 'Taken', body: '', wordings: [] }),
  ).rejects.toMatchObject(refused);
  await expect(publishVariant(there.ada, id, 'en', { base: 1 })).rejects.toMatchObject(refused);
  await expect(unpublishVariant(there.ada, id, 'en')).rejects.toMatchObject(refused);
  await expect(listVersions(there.ada, id, 'en')).rejects.toMatchObject(refused);
  await expect(readVersion(there.ada, id, 'en', 1)).rejects.toMatchObject(refused);
  await expect(restoreVersion(there.ada, id, 'en', 1, { base: 1 })).rejects.toMatchObject(refused);
  await expect(createArticle(there.ada, newArticle({ collectionId }))).rejects.toMatchObject(refused);
  await expect(removeCollection(there.ada, collectionId)).rejects.toMatchObject(refused);
});

test('a viewer reads and writes nothing', async () => {
  const { ada, viewer } = await start();
  const { id } = await createArticle(ada, newArticle());
  expect((await readArticle(viewer, id)).article).toEqual((await readArticle(ada, id)).article);
  await expect(createArticle(viewer, newArticle())).rejects.toMatchObject({ code: 'forbidden' });
  await expect(publishVariant(viewer, id, 'en', { base: 1 })).rejects.toMatchObject({ code: 'forbidden' });
});

test('each is one trip', async () => {
  const { ada } = await start();
  const article = newArticle();
  const { id } = article;
  expect(await countTrips(() => createArticle(ada, article))).toBe(1);
  expect(await countTrips(() => publishVariant(ada, id, 'en', { base: 1 }))).toBe(1);
  expect(await countTrips(() => saveVariant(ada, id, 'en', { base: 1, title: 'T', body: '', wordings: [] }))).toBe(1);
  expect(await countTrips(() => listArticles(ada, {}))).toBe(1);
  expect(await countTrips(() => restoreVersion(ada, id, 'en', 1, { base: 2 }))).toBe(1);
});

test('no article comes into a collection that was removed, nor into none that never was', async () => {
  const { ada } = await start();
  const id = CollectionId.parse(surroundings.newId());
  await createCollection(ada, { id, names: { en: { name: 'Money', description: '' } } });
  const inside = newArticle({ collectionId: id });
  await createArticle(ada, inside);
  await removeCollection(ada, id);

  const refused = { code: 'not_found', message: 'No such collection' };
  const outside = newArticle();
  await createArticle(ada, outside);
  for (const collectionId of [id, CollectionId.parse(surroundings.newId())]) {
    await expect(createArticle(ada, newArticle({ collectionId }))).rejects.toMatchObject(refused);
    await expect(changeArticle(ada, outside.id, { collectionId })).rejects.toMatchObject(refused);
    await expect(importArticles(ada, [newArticle(), newArticle({ collectionId })])).rejects.toMatchObject(refused);
  }
  // What was made before, and lost its collection, is as it was.
  expect((await createArticle(ada, inside)).collectionId).toBe(null);
  expect((await listArticles(ada, {})).articles).toHaveLength(2);
});

test('articles are found by what stands in their titles, to the letter', async () => {
  const { ada } = await start();
  await createArticle(ada, newArticle({ title: 'How do REFUNDS work?' }));
  await createArticle(ada, newArticle({ title: '100 % wool_len', language: 'de' }));
  const titles = async (search: string) =>
    (await listArticles(ada, { search })).articles.flatMap(({ variants }) => variants.map(({ title }) => title));
  expect(await titles('refund')).toEqual(['How do REFUNDS work?']);
  expect(await titles('0 %')).toEqual(['100 % wool_len']);
  expect(await titles('l_l')).toEqual(['100 % wool_len']);
  expect(await titles('w%k')).toEqual([]);
  expect(await titles('\\')).toEqual([]);
});
