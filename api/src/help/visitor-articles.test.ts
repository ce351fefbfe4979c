import type { Language } from '@everthread/shared/models/article';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newWorkspace } from '../../test/factories.ts';
import { newReader } from '../../test/help-centre.ts';
import { newKnowledge } from '../../test/knowledge.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { publishVariant } from '../articles/publish-variant.ts';
import { saveVariant } from '../articles/save-variant.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitors } from '../db/schema/visitors.ts';
import { issueAccessToken } from '../visitors/access-token.ts';
import { changeWorkspace } from '../workspaces/change-workspace.ts';
import { embedPolicy } from '../workspaces/embed-policy.ts';
import { helpContext } from './help-place.ts';
import { findForVisitor, firstFor, firstInEach, type Reader, readForVisitor } from './visitor-articles.ts';

const surroundings = await testSurroundings();
const reader = await newReader();

async function start() {
  const knowledge = await newKnowledge(surroundings, [
    { title: 'Refunds', body: 'Money comes back.\n\n<script>x</script>' },
    { title: 'Refunds for members', body: 'canary-verified', audience: 'verified' },
    { title: 'Refunds, for the team', body: 'canary-internal', audience: 'internal' },
  ]);
  const { workspaceId } = knowledge.workspace.actor;
  const { visitor } = await newThread(knowledge.workspace);
  /** A token that says so: that the database agrees is its own affair. */
  const bearing = async (change: object = {}) => {
    const { token } = await issueAccessToken(surroundings.config, surroundings.now(), { ...visitor.actor, ...change });
    return { authorization: `Bearer ${token}` };
  };
  const ask = async (path: string, query: object, headers: Record<string, string> = {}) => {
    const { status, text } = await reader.read(
      `/api/visitor/articles${path}?${new URLSearchParams({ workspace: workspaceId, language: 'en', ...query })}`,
      headers,
    );
    return { status, text, body: JSON.parse(text) as { found: { title: string }[]; article: { title: string } } };
  };
  return { ...knowledge, workspaceId, visitor, bearing, ask };
}

test('what is found is told in plain words', async () => {
  const { workspace } = await newKnowledge(surroundings, [
    {
      title: 'Returns',
      body: 'Return anything **unopened** by [our form](https://shop.example/form), [`RMA`][1] & *all*.',
    },
  ]);
  const found = await findForVisitor(helpContext(surroundings, workspace.actor.workspaceId), 'returns', 'en');
  expect(found).toMatchObject([{ excerpt: 'Return anything unopened by our form, [RMA][1] & all.' }]);
});

test('anybody finds and reads what is for everyone', async () => {
  const { ask, idOf } = await start();
  const { body, text } = await ask('', { q: 'refu' });
  expect(body.found.map(({ title }) => title)).toEqual(['Refunds']);
  expect(text).not.toContain('canary');

  const read = await ask(`/${idOf('Refunds')}`, {});
  expect(read.body.article).toEqual({
    id: idOf('Refunds'),
    language: 'en',
    title: 'Refunds',
    imagesAt: expect.stringContaining('/article-images/'),
    blocks: [
      { kind: 'paragraph', content: [{ kind: 'text', text: 'Money comes back.' }] },
      { kind: 'paragraph', content: [{ kind: 'text', text: '<script>x</script>' }] },
    ],
  });
  for (const title of ['Refunds for', 'Refunds, for']) {
    const hidden = await ask(`/${idOf(title)}`, {});
    expect(hidden).toMatchObject({ status: 404 });
    expect(hidden.text).toBe((await ask(`/${surroundings.newId()}`, {})).text);
  }
});

test('who has proven who he is finds what is for such as he; nobody finds what is for the team', async () => {
  const { workspace, visitor, idOf } = await start();
  const known: Reader = { ...visitor, actor: { ...visitor.actor, identity: 'verified' } };
  const anybody = helpContext(surroundings, workspace.actor.workspaceId);
  const titles = async (ctx: Reader) =>
    (await findForVisitor(ctx, 'refunds', 'en')).map(({ title }) => title).toSorted();
  expect(await titles(anybody)).toEqual(['Refunds']);
  expect(await titles(visitor)).toEqual(['Refunds']);
  // The database lets nobody in as verified who is not.
  await expect(titles(known)).rejects.toMatchObject({ code: 'signed_out' });
  const own = eq(visitors.id, visitor.actor.visitorId);
  await inWorkspace(workspace, [
    workspace.db.update(visitors).set({ identity: 'verified', externalId: 'ada' }).where(own),
  ]);
  expect(await titles(known)).toEqual(['Refunds', 'Refunds for members']);
  expect((await readForVisitor(known, idOf('Refunds for'), 'en')).body).toBe('canary-verified');
  await expect(readForVisitor(known, idOf('Refunds, for'), 'en')).rejects.toMatchObject({ code: 'not_found' });
});

test('a token that is none, of another time or of another workspace opens nothing', async () => {
  const { ask, bearing } = await start();
  const elsewhere = await start();
  expect((await ask('', { q: 'refu' }, await bearing())).body.found).toHaveLength(1);
  expect(await ask('', { q: 'refu' }, { authorization: 'Bearer no' })).toMatchObject({ status: 401 });
  expect(await ask('', { q: 'refu' }, await elsewhere.bearing())).toMatchObject({ status: 404 });
  expect(await ask('', { q: 'x'.repeat(201) })).toMatchObject({ status: 400 });
  expect(await ask('', { q: 'refu', workspace: 'nobody' })).toMatchObject({ status: 400 });
});

test('the page of the messenger brings a few, in the reader’s language, of whom they helped first', async () => {
  const { owner, idOf, workspaceId } = await start();
  await saveVariant(owner, idOf('Refunds'), 'pt-BR', {
    base: 0,
    title: 'Reembolsos',
    body: 'Cinco dias.',
    wordings: [],
  });
  await publishVariant(owner, idOf('Refunds'), 'pt-BR', { base: 1 });
  const help = (await embedPolicy(surroundings, workspaceId))?.help ?? [];
  expect(firstFor(help, ['pt', 'en']).map(({ title }) => title)).toEqual(['Reembolsos']);
  expect(firstFor(help, ['fi', 'en-GB', 'en']).map(({ title }) => title)).toEqual(['Refunds']);
  expect(firstFor(help, ['fi'])).toHaveLength(1);
  expect(JSON.stringify(help)).not.toContain('for');

  // A reader of none of them is shown those of the language in which most is written.
  const arabic = { base: 0, title: 'التوصيل', body: 'يومان.', wordings: [] };
  const knowledge = await newKnowledge(surroundings, [
    { title: 'Delivery', body: 'Two days.' },
    { title: 'Returns', body: 'Sixty days.' },
  ]);
  await saveVariant(knowledge.owner, knowledge.idOf('Delivery'), 'ar', arabic);
  await publishVariant(knowledge.owner, knowledge.idOf('Delivery'), 'ar', { base: 1 });
  const both = (await embedPolicy(surroundings, knowledge.workspace.actor.workspaceId))?.help ?? [];
  expect(firstFor(both, []).map(({ title }) => title)).toEqual(['Delivery', 'Returns']);
  const inEach = Object.entries(firstInEach(both, ['ar']));
  expect(inEach.map(([language, articles]) => [language, ...articles.map(({ title }) => title)])).toEqual([
    ['-', 'التوصيل'],
    ['-en', 'Delivery', 'Returns'],
    ['-ar', 'التوصيل'],
  ]);

  const named = (language: Language, title: string) => ({ id: knowledge.idOf('Delivery'), language, title });
  const regions = firstInEach([named('pt-PT', 'Autocarro'), named('pt-PT', 'Comboio'), named('pt-BR', 'Ônibus')], []);
  expect(regions['-pt-BR']?.map(({ title }) => title)).toEqual(['Ônibus']);

  const empty = await newWorkspace(surroundings);
  expect((await embedPolicy(surroundings, empty.actor.workspaceId))?.help).toEqual([]);
});

test('where the help centre is not shown, the messenger shows none of it', async () => {
  const { ask, owner, idOf, workspaceId } = await start();
  await changeWorkspace(owner, { showsHelp: false });
  expect((await ask('', { q: 'refu' })).body.found).toEqual([]);
  expect(await ask(`/${idOf('Refunds')}`, {})).toMatchObject({ status: 404 });
  expect((await embedPolicy(surroundings, workspaceId))?.help).toEqual([]);
});

test('finding and reading are one trip each', async () => {
  const { workspaceId, idOf } = await start();
  const ctx = helpContext(surroundings, workspaceId);
  expect(await countTrips(() => findForVisitor(ctx, 'refunds', 'en'))).toBe(1);
  expect(await countTrips(() => readForVisitor(ctx, idOf('Refunds'), 'en'))).toBe(1);
});
