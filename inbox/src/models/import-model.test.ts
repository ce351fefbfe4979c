import type { NewArticle } from '@everthread/shared/models/article';
import { expect, test } from 'vitest';
import { id } from '../../test/sample.ts';
import { ApiError } from '../api/api-error.ts';
import { ImportModel } from './import-model.ts';

const some = (count: number, body = 'Text') =>
  Array.from({ length: count }, (_, n) => ({ title: `Article ${n}`, body, wordings: [], language: 'en' }));
const COMMON = { audience: 'everyone', collectionId: null } as const;

/** A server that takes articles until the call `failsAt`, and a repeated id once. */
function start(failsAt = Number.POSITIVE_INFINITY) {
  const taken = new Map<string, NewArticle>();
  const sizes: number[] = [];
  let ids = 0;
  const importAll = async (articles: readonly NewArticle[]) => {
    sizes.push(articles.length);
    if (sizes.length === failsAt) throw new ApiError('offline', 'The server cannot be reached');
    for (const article of articles) taken.set(article.id, article);
  };
  return { taken, sizes, model: new ImportModel({ importAll }, () => id(++ids)) };
}

test('articles come in some at a time, and how far it is is told', async () => {
  const { model, taken, sizes } = start();
  await model.start(some(60), COMMON);
  expect(sizes).toEqual([25, 25, 10]);
  expect(taken.size).toBe(60);
  expect(model.state.value).toEqual({ name: 'done', total: 60 });
});

test('long ones come fewer at a time, and no request is larger than the server takes', async () => {
  const { model, sizes } = start();
  await model.start(some(5, 'x'.repeat(100_000)), COMMON);
  expect(sizes).toEqual([2, 2, 1]);
});

test('where it stops it says how many are in, and goes on with the others, none twice', async () => {
  const { model, taken, sizes } = start(2);
  await model.start(some(60), COMMON);
  expect(model.state.value).toMatchObject({ name: 'stopped', done: 25, total: 60 });
  expect(taken.size).toBe(25);

  await model.goOn();
  expect(model.state.value).toEqual({ name: 'done', total: 60 });
  expect(sizes).toEqual([25, 25, 25, 10]);
  expect([...taken.values()].map(({ title }) => title)).toEqual(some(60).map(({ title }) => title));
});
