import { imageAddress } from '@everthread/shared/client/article-image';
import type { Audience } from '@everthread/shared/models/article';
import { ArticleId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { newBucket, newFilesHost } from '../../test/files.ts';
import { sample } from '../../test/images.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { removeAgent } from '../agents/end-membership.ts';
import { changeWorkspace } from '../workspaces/change-workspace.ts';
import { keepArticleImage } from './article-images.ts';
import { changeArticle, removeArticle } from './change-article.ts';
import { createArticle } from './create-articles.ts';
import { imagesAtFor, publicImagesAt } from './image-passes.ts';
import { publishVariant, unpublishVariant } from './publish-variant.ts';
import { readArticle } from './read-article.ts';
import { saveVariant } from './save-variant.ts';

const surroundings = await testSurroundings();
const { bucket } = newBucket();
const ask = await newFilesHost(bucket);

async function* whole(bytes: Uint8Array) {
  yield bytes;
}

/** A workspace with an image, and a draft that shows it. */
async function start() {
  const picture = sample('webp');
  const workspace = await newWorkspace(surroundings);
  const { workspaceId } = workspace.actor;
  const [owner, viewer] = [await newAgent(workspace, 'owner'), await newAgent(workspace, 'viewer')];
  const { name } = await keepArticleImage(owner.ctx, bucket, picture.length, whole(picture));
  const id = ArticleId.parse(surroundings.newId());
  const body = `See ![a cup](${imageAddress(name)}).`;
  const words = { title: 'Cups', body, wordings: [] };
  await createArticle(owner.ctx, { id, audience: 'everyone', language: 'en', ...words });
  const { config } = surroundings;
  const verified = (now = surroundings.now()) => imagesAtFor(config, now, { workspaceId, audience: 'verified' });
  const team = async ({ ctx } = owner) => (await readArticle(ctx, id)).imagesAt;
  return {
    ...{ workspaceId, owner, viewer, id, name, words, team, verified },
    seen: async (at: string) => (await ask(at + name)).status,
    atPublic: publicImagesAt(config, workspaceId),
  };
}

/** Who sees it: anybody, who has proven who he is, the team. */
const seenBy = async ({ seen, atPublic, verified, team }: Awaited<ReturnType<typeof start>>) => [
  await seen(atPublic),
  await seen(await verified()),
  await seen(await team()),
];

test('what only a draft shows, the team alone sees', async () => {
  const place = await start();
  const { owner, id, words, team, name, seen, viewer } = place;
  expect(await seenBy(place)).toEqual([404, 404, 200]);
  expect(await seen(await team(viewer))).toBe(200);

  await publishVariant(owner.ctx, id, 'en', { base: 1 });
  expect(await seenBy(place)).toEqual([200, 200, 200]);
  // What is written after that shows it no more, what is published still does.
  await saveVariant(owner.ctx, id, 'en', { base: 1, ...words, body: 'No cup.' });
  expect(await seenBy(place)).toEqual([200, 200, 200]);
  await publishVariant(owner.ctx, id, 'en', { base: 2 });
  expect(await seenBy(place)).toEqual([404, 404, 200]);

  const shown = await ask((await team()) + name);
  expect(shown.headers.get('Cache-Control')).toMatch(/^private, max-age=\d{1,3}$/);
  const ETag = String(shown.headers.get('ETag'));
  expect((await ask((await team()) + name, { 'If-None-Match': ETag })).status).toBe(304);
  expect((await ask(place.atPublic + name, { 'If-None-Match': ETag })).status).toBe(404);
});

test.each<[Audience, number[]]>([
  ['everyone', [200, 200, 200]],
  ['verified', [404, 200, 200]],
  ['internal', [404, 404, 200]],
])('what an article for %s shows is for nobody else', async (audience, seen) => {
  const place = await start();
  const { owner, id } = place;
  await publishVariant(owner.ctx, id, 'en', { base: 1 });
  await changeArticle(owner.ctx, id, { audience });
  expect(await seenBy(place)).toEqual(seen);

  await changeWorkspace(owner.ctx, { showsHelp: false });
  expect(await seenBy(place)).toEqual([404, 404, 200]);
  await changeWorkspace(owner.ctx, { showsHelp: true });
  await unpublishVariant(owner.ctx, id, 'en');
  expect(await seenBy(place)).toEqual([404, 404, 200]);
  await publishVariant(owner.ctx, id, 'en', { base: 1 });
  expect(await seenBy(place)).toEqual(seen);
  await removeArticle(owner.ctx, id);
  expect(await seenBy(place)).toEqual([404, 404, 200]);
});

test('a pass ends, with its time and with who bears it, and opens nothing of another workspace', async () => {
  const [place, other] = [await start(), await start()];
  const { owner, viewer, id, seen, verified, team, workspaceId } = place;
  const viewers = await team(viewer);
  await publishVariant(owner.ctx, id, 'en', { base: 1 });
  await changeArticle(owner.ctx, id, { audience: 'verified' });
  const ago = (hours: number) => new Date(surroundings.now().getTime() - hours * 3_600_000);
  expect(await seen(await verified(ago(1)))).toBe(200);
  expect(await seen(await verified(ago(2)))).toBe(404);
  expect(await seen(viewers)).toBe(200);
  await removeAgent(owner.ctx, viewer.agentId);
  expect(await seen(viewers)).toBe(404);

  const theirs = await other.team();
  expect(await seen(theirs.replace(other.workspaceId, workspaceId))).toBe(404);
  expect(await seen(theirs)).toBe(404);
  expect(await seen(`${(await team()).slice(0, -2)}/`)).toBe(404);
});
