import { imageAddress } from '@everthread/shared/client/article-image';
import { ArticleId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { newBucket } from '../../test/files.ts';
import { sample } from '../../test/images.ts';
import { ownPostgres } from '../../test/own-postgres.ts';
import { keepArticleImage } from './article-images.ts';
import { createArticle } from './create-articles.ts';
import { forgetUnusedImages } from './forget-unused-images.ts';
import { publishVariant } from './publish-variant.ts';
import { saveVariant } from './save-variant.ts';

// A sweep goes over all the workspaces of a database.
const { surroundings } = await ownPostgres();

async function* whole(bytes: Uint8Array) {
  yield bytes;
}

/** A workspace's images in a bucket of its own, and the sweep of so many days later. */
async function start() {
  const owner = await newAgent(await newWorkspace(surroundings), 'owner');
  const { kept, bucket } = newBucket();
  const keep = (image: 'gif' | 'jpeg', into = bucket) => {
    const bytes = sample(image);
    return keepArticleImage(owner.ctx, into, bytes.length, whole(bytes));
  };
  const sweep = (days: number, files = bucket) =>
    forgetUnusedImages(
      { ...surroundings, now: () => new Date(surroundings.now().getTime() + days * 86_400_000) },
      files,
    );
  const countOf = ({ workspaceId } = owner) => [...kept.keys()].filter((key) => key.includes(workspaceId)).length;
  return { owner, bucket, keep, sweep, countOf };
}

test('what nothing shows for a week goes, and nothing else; what comes again is kept again', async () => {
  const { owner, keep, sweep, countOf } = await start();
  const id = ArticleId.parse(surroundings.newId());
  const { name } = await keep('jpeg');
  const words = { title: 'Cups', body: `See ![a cup](${imageAddress(name)}).`, wordings: [] };
  await createArticle(owner.ctx, { id, audience: 'everyone', language: 'en', ...words });
  await keep('gif');
  await sweep(2);
  await sweep(6);
  expect(countOf()).toBe(2);
  await sweep(10);
  expect(countOf()).toBe(1);
  await keep('gif');
  expect(countOf()).toBe(2);

  // Taken out of the draft, and put in again in time.
  await saveVariant(owner.ctx, id, 'en', { base: 1, ...words, body: 'No cup.' });
  await sweep(12);
  await saveVariant(owner.ctx, id, 'en', { base: 2, ...words });
  await sweep(22);
  expect(countOf()).toBe(1);
  // A version shows what it showed for ever.
  await publishVariant(owner.ctx, id, 'en', { base: 3 });
  await saveVariant(owner.ctx, id, 'en', { base: 3, ...words, body: 'No cup.' });
  await sweep(24);
  await sweep(42);
  expect(countOf()).toBe(1);
});

test('where the files of one workspace cannot be removed, the others are, and those the next day', async () => {
  const { owner, bucket, keep, sweep, countOf } = await start();
  const other = await newAgent(await newWorkspace(surroundings), 'owner');
  await keep('gif');
  const bytes = sample('gif');
  await keepArticleImage(other.ctx, bucket, bytes.length, whole(bytes));
  await sweep(2);
  const troubled = {
    ...bucket,
    delete: async (keys: string[]) => {
      if (keys.some((key) => key.includes(owner.workspaceId))) throw new Error('The files are away');
      await bucket.delete(keys);
    },
  } as R2Bucket;
  await expect(sweep(10, troubled)).rejects.toThrow('The files are away');
  expect([countOf(), countOf(other)]).toEqual([1, 0]);
  await sweep(12);
  expect([countOf(), countOf(other)]).toEqual([0, 0]);
});
