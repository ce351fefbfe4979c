import type { Collection } from '@everthread/shared/models/collection';
import type { CollectionId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { id } from '../../test/sample.ts';
import { ArticlesModel } from './articles-model.ts';

test('a collection that is moved twice quickly stands two places on, here and on the server', async () => {
  const stored = [0, 1, 2].map((position) => ({ id: id(position) as CollectionId, position }));
  const inOrder = () => stored.toSorted((a, b) => a.position - b.position);
  const model = new ArticlesModel({
    collections: async () => inOrder().map((each) => ({ ...each })) as Collection[],
    changeCollection: async (changed: CollectionId, { position = 0 }) => {
      await new Promise((resolve) => setTimeout(resolve));
      const found = stored.find((each) => each.id === changed);
      if (found) found.position = position;
      return found as Collection;
    },
  } as never);
  const shown = () => model.collections.value?.map((each) => each.id);
  await model.loadCollections();
  const last = id(2) as CollectionId;
  const moves = [model.moveCollection(last, -1), model.moveCollection(last, -1)];
  expect(shown()).toEqual([id(2), id(0), id(1)]);
  await Promise.all(moves);
  expect(shown()).toEqual([id(2), id(0), id(1)]);
  expect(inOrder().map((each) => each.id)).toEqual([id(2), id(0), id(1)]);
});
