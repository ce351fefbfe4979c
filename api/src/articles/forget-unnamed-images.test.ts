import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newWorkspace } from '../../test/factories.ts';
import { newBucket } from '../../test/files.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { forgetUnnamedImages } from './forget-unnamed-images.ts';

const surroundings = await testSurroundings();
const name = (n: number) => `${n.toString(16).padStart(40, '0')}-2x2.png`;

test('of images from before each had a row those go that no row leads to, wherever the look begins', async () => {
  const [one, other] = [await newWorkspace(surroundings), await newWorkspace(surroundings)];
  const [ownId, otherId] = [one.actor.workspaceId, other.actor.workspaceId];
  const { kept, bucket } = newBucket(2);
  const shown = `article-images/${ownId}/${name(1)}`;
  const stays = [
    shown,
    `article-images/${ownId}/${surroundings.newId()}`, // as they are kept now: what has no row yet is just being put there
    `article-images/${ownId}/notes.txt`,
    `${ownId}/${surroundings.newId()}/file`,
    `photos/${ownId}/${name(5)}`,
  ];
  const goes = [2, 3].map((n) => `article-images/${ownId}/${name(n)}`);
  const theirs = `article-images/${otherId}/${name(1)}`; // of the same bytes, in another workspace
  const gone = `article-images/${surroundings.newId()}/${name(4)}`; // of a workspace that is no more
  for (const key of [...stays, ...goes, theirs, gone]) await bucket.put(key, 'x');
  await inWorkspace(one, [
    one.db.execute(sql`insert into article_images (workspace_id, id, name, storage_key, looked_at)
      values (${ownId}, ${surroundings.newId()}, ${name(1)}, ${shown}, ${surroundings.now().toISOString()}::timestamptz)`),
  ]);

  for (const from of ['ffffffff-ffff-4fff-8fff-ffffffffffff', '00000000-0000-4000-8000-000000000000']) {
    await forgetUnnamedImages({ ...surroundings, newId: () => from }, bucket);
    expect([...kept.keys()].toSorted()).toEqual(stays.toSorted());
  }
});

test('of many workspaces some are looked at, the others another time', async () => {
  const { kept, bucket } = newBucket(100);
  const workspaces = Array.from({ length: 51 }, () => surroundings.newId());
  for (const id of workspaces) await bucket.put(`article-images/${id}/${name(1)}`, 'x');
  const from = '00000000-0000-4000-8000-000000000000';
  await forgetUnnamedImages({ ...surroundings, newId: () => from }, bucket);
  expect(kept.size).toBe(1);
  await forgetUnnamedImages({ ...surroundings, newId: () => from }, bucket);
  expect(kept.size).toBe(0);
});
