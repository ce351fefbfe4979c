import { NewArticle } from '@everthread/shared/models/article';
import { hashPassword } from 'better-auth/crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refuseOpenDemo } from './open-demo.ts';
import { type Owner, UnfitDatabase, withOwner } from './owner.ts';
import { prepareDatabase } from './prepare-database.ts';
import { type RealPostgres, startRealPostgres } from './real-postgres.ts';
import { seedDemo } from './seed.ts';

/** Prepared and seeded, and left so by each test that uses it. */
let seeded: RealPostgres;
beforeAll(async () => {
  seeded = await startRealPostgres({ isDurable: false });
  await withOwner(seeded.ownerUrl, async (owner) => {
    await prepareDatabase(owner, 'a password');
    await seedDemo(owner, new Date());
  });
});
afterAll(() => seeded.stop());

const inSeeded = <Result>(use: (owner: Owner) => Promise<Result>) => withOwner(seeded.ownerUrl, use);
const asApp = ({ ownerUrl }: RealPostgres, password: string) =>
  withOwner(ownerUrl.replace(/\/\/.*@/, `//app:${password}@`), (app) => app.query('select 1 as one'));

test('two that start at once both find the tables made, and the role has its new password', async () => {
  const empty = await startRealPostgres({ isDurable: false });
  const prepare = (password: string) => withOwner(empty.ownerUrl, (owner) => prepareDatabase(owner, password));
  await Promise.all(['first', 'second'].map(() => prepare("it's one")));
  await prepare('another');
  expect(await asApp(empty, 'another')).toEqual([{ one: 1 }]);
  await expect(asApp(empty, encodeURIComponent("it's one"))).rejects.toMatchObject({ cause: { code: '28P01' } });
  await empty.stop();
});

test('an owner that may not make roles is told what is missing', async () => {
  const { ownerUrl } = seeded;
  await inSeeded((owner) => owner.query(`create role plain login password 'plain'`));
  await inSeeded((owner) => owner.query('create database plain owner plain'));
  const plainUrl = ownerUrl.replace(/\/\/.*@/, '//plain:plain@').replace(/[^/]+$/, 'plain');
  const prepared = withOwner(plainUrl, (owner) => prepareDatabase(owner, 'another password'));
  await expect(prepared).rejects.toThrow(/permission denied.*CREATEROLE/);
  await expect(prepared).rejects.toThrow(UnfitDatabase);
});

test.each(['postgres://owner:a#b@localhost/shop', 'postgres://owner:a/b@localhost/shop'])(
  'a URL that its password breaks says how it is written: %s',
  async (url) => {
    const loggedIn = withOwner(url, async () => {});
    await expect(loggedIn).rejects.toThrow(UnfitDatabase);
    await expect(loggedIn).rejects.toThrow(/^DATABASE_URL or OWNER_DATABASE_URL is no URL.*%23/);
  },
);

test.each(['localhost:5432', 'mysql://owner:password@localhost/shop'])(
  'a URL that is not of a Postgres says how one looks: %s',
  async (url) => {
    const loggedIn = withOwner(url, async () => {});
    await expect(loggedIn).rejects.toThrow(UnfitDatabase);
    await expect(loggedIn).rejects.toThrow(/must be the URL of a Postgres, such as postgresql:/);
  },
);

test.each([
  ['no password of its owner', (url: string) => url.replace(/:[^:/]+@/, ':wrong@'), 'password authentication failed'],
  ['no such database', (url: string) => `${url}-2`, 'does not exist'],
  ['nobody there', () => 'postgresql://owner:password@127.0.0.1:1/shop', 'ECONNREFUSED.*whether it runs there'],
])('a URL with %s says so, and where to look', async (_what, change, why) => {
  const loggedIn = withOwner(change(seeded.ownerUrl), async () => {});
  await expect(loggedIn).rejects.toThrow(UnfitDatabase);
  await expect(loggedIn).rejects.toThrow(new RegExp(`${why}.*DATABASE_URL`));
});

test.each([
  ['alter role app superuser', 'it is a superuser', 'alter role app nosuperuser'],
  ['alter role app bypassrls', 'it has BYPASSRLS', 'alter role app nobypassrls'],
  ['grant postgres to app', 'it may become "postgres"', 'revoke postgres from app'],
  ['alter table messages owner to app', 'it owns the table "messages"', 'alter table messages owner to postgres'],
])('after "%s" it refuses', async (change, reason, back) => {
  const prepare = () => inSeeded((owner) => prepareDatabase(owner, 'a password'));
  await inSeeded((owner) => owner.query(change));
  const again = prepare().finally(() => inSeeded((owner) => owner.query(back)));
  await expect(again).rejects.toThrow(UnfitDatabase);
  await expect(again).rejects.toThrow(reason);
  await prepare();
});

test('a database that was restored where its role was not yet is not begun on', async () => {
  const restored = await startRealPostgres({ isDurable: false });
  await withOwner(restored.ownerUrl, async (owner) => {
    await prepareDatabase(owner, 'a password');
    await owner.query('drop owned by app'); // its rights and policies
    await expect(prepareDatabase(owner, 'a password')).rejects.toThrow(UnfitDatabase);
    await owner.query('drop role app');
    await expect(prepareDatabase(owner, 'a password')).rejects.toThrow(/restored where that role was not yet/);
  });
  await restored.stop();
});

test('the demo is seeded into an empty database, and into no other', async () => {
  await inSeeded(async (owner) => {
    const count = () => owner.query<{ n: number }>('select count(*)::int as n from messages');
    const [before] = await count();
    expect(before?.n).toBeGreaterThan(10);
    await owner.query('begin');
    await owner.query('delete from messages where kind = $1', ['note']);
    const [thinned] = await count();
    await seedDemo(owner, new Date());
    expect(await count()).toEqual([thinned]);
    await owner.query('rollback');
  });
});

test('what is seeded keeps every rule of a thread', async () => {
  await inSeeded(async (owner) => {
    const broken = await owner.query(`
      select thread.id from threads thread
      where last_seq <> (select count(*) from messages where thread_id = thread.id)
         or last_seq <> (select max(seq) from messages where thread_id = thread.id)
         or rev < last_seq
         or exists (select from topics where thread_id = thread.id and (rev > thread.rev or last_message_at > now()))
         or exists (select from messages m join topics t on t.id = m.topic_id
                    where m.thread_id = thread.id and m.seq not between t.first_seq and t.last_seq)
         or exists (select from messages a join messages b on a.thread_id = b.thread_id and a.seq < b.seq
                    where a.thread_id = thread.id and a.sent_at > b.sent_at)`);
    expect(broken).toEqual([]);
    const [told] = await owner.query<{ counted: number; untrue: number; open: number }>(`
      select count(*) filter (where settled_at is not null)::int as counted, count(*) filter (where outcome = 'open')::int as open,
        count(*) filter (where ended is null <> (outcome = 'open') or made_at >= due_at or settled_at > now()
          or outcome = 'kept' and ended_at > due_at or outcome = 'broken' and ended_at <= due_at)::int as untrue
      from promises join waits on waits.topic_id = promises.topic_id and since = waiting_since`);
    expect(told?.counted).toBeGreaterThan(100);
    expect(told).toMatchObject({ untrue: 0, open: 2 });
    const unfindable = await owner.query(`
      select id from (select 'm', id from messages union all select 't', id from topics union all select 'v', id from visitors)
        source (kind, id) where not exists (select from search_queue queued where (queued.kind, source_id) = (source.kind, id))`);
    expect(unfindable).toEqual([]);
  });
});

test('nobody is public with the demo’s agent, until his password is another than the one that everybody knows', async () => {
  await inSeeded(async (owner) => {
    await expect(refuseOpenDemo(owner)).rejects.toThrow(/demo@shop\.example.*mailbox page/);
    await owner.query('begin');
    await owner.query('update accounts set password = $1', [await hashPassword('one of his own')]);
    await refuseOpenDemo(owner);
    await owner.query('rollback');
  });
});

test('what the demo shop tells is published as an agent’s articles are, and is indexed next', async () => {
  await inSeeded(async (owner) => {
    const articles = await owner.query<{ id: string }>(`
      select id, collection_id as "collectionId", audience, language, slug, title, body, wordings
      from articles join article_versions on article_id = id`);
    expect(articles.length).toBeGreaterThan(10);
    for (const article of articles) NewArticle.parse(article);
    const [left] = await owner.query<{ changed: number; written: number }>(`
      select (select count(*)::int from outbox where type = 'article.changed') as changed,
        (select count(*)::int from articles where exists (select from article_variants v
          join article_versions w on (v.article_id, v.language, published_version) = (w.article_id, w.language, version)
          where v.article_id = articles.id and (v.title, v.body, v.slug) = (w.title, w.body, w.slug))) as written`);
    expect(left?.changed).toBe(left?.written);
  });
});
