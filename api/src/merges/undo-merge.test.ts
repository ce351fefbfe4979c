import { MergeId } from '@everthread/shared/models/ids';
import { UNDO_MERGE_DAYS } from '@everthread/shared/models/visitor-merge';
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newThread } from '../../test/conversations.ts';
import { newCompany, newHash, textsOf } from '../../test/identities.ts';
import { HOUR, MINUTE, promisesUnderTest } from '../../test/promises.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitorMerges } from '../db/schema/visitor-merges.ts';
import { identify } from '../identity/identify.ts';
import { getVisitor } from '../visitors/get-visitor.ts';
import { openSession } from '../visitors/open-session.ts';
import { mergeVisitors } from './merge-visitors.ts';
import { undoMerge } from './undo-merge.ts';

const surroundings = await testSurroundings();

/** Two anonymous visitors of a company whose people can prove who they are, made one. */
async function mergedInCompany(claims: { name?: string; email?: string } = {}) {
  const company = await newCompany(surroundings);
  const { workspace, owner } = company;
  const [kept, merged] = [await newThread(workspace), await newThread(workspace)];
  const [keptId, mergedId] = [kept.visitor.actor.visitorId, merged.visitor.actor.visitorId];
  await openSession(holderOf(merged), undefined, claims);
  const id = MergeId.parse(surroundings.newId());
  await mergeVisitors(owner, keptId, { id, mergedId });
  return { ...company, kept, merged, keptId, mergedId, id };
}

const holderOf = ({ visitor }: Awaited<ReturnType<typeof newThread>>) => ({
  ...visitor,
  actor: { ...visitor.actor, kind: 'key-holder' as const },
});
const keysOf = ({ visitor }: Awaited<ReturnType<typeof newThread>>) => ({
  keyHash: visitor.actor.keyHash,
  newKeyHash: newHash(),
});

test('what somebody has proven to be his on a browser that came with the merge, no undo takes from him', async () => {
  const { owner, withToken, asPerson, newPerson, merged, keptId, id } = await mergedInCompany();
  const ada = newPerson();
  await identify(asPerson(ada), keysOf(merged));

  await expect(undoMerge(owner, keptId, id)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('proven'),
  });

  expect(textsOf(await openSession(withToken(holderOf(merged), ada), undefined))).toEqual(['Hello', 'Hello']);
});

test('who was proven on a browser of the kept one goes on in what was his; the other browser gets its own again', async () => {
  const { owner, withToken, asPerson, newPerson, kept, merged, keptId, mergedId, id } = await mergedInCompany();
  const ada = newPerson();
  await identify(asPerson(ada), keysOf(kept));

  await undoMerge(owner, keptId, id);

  expect(await openSession(withToken(holderOf(kept), ada), undefined)).toMatchObject({ visitorId: keptId });
  expect(await openSession(holderOf(merged), undefined)).toMatchObject({ visitorId: mergedId, identity: 'claimed' });
});

test('a name that the merge had given him and he has proven since stays his', async () => {
  const { owner, asPerson, newPerson, kept, keptId, id } = await mergedInCompany({
    name: 'Ada',
    email: 'ada@example.com',
  });
  expect(await getVisitor(owner, keptId)).toMatchObject({ visitor: { name: 'Ada', identity: 'claimed' } });
  await identify(asPerson(newPerson({ name: 'Ada', email: 'ada@example.com' })), keysOf(kept));

  await undoMerge(owner, keptId, id);

  expect(await getVisitor(owner, keptId)).toMatchObject({
    visitor: { name: 'Ada', email: 'ada@example.com', identity: 'verified' },
  });
});

test('what is kept of two people for an undo goes when the time for it is over, though nobody merges again', async () => {
  const place = await promisesUnderTest();
  const other = await place.anotherThread();
  const [keptId, mergedId] = [place.visitor.actor.visitorId, other.visitor.actor.visitorId];
  const id = MergeId.parse(place.ctx.newId());
  await mergeVisitors(place.agent, keptId, { id, mergedId });
  const kept = async () => {
    await place.drain();
    const thatMerge = and(eq(visitorMerges.workspaceId, place.ctx.actor.workspaceId), eq(visitorMerges.id, id));
    const { before, after } = visitorMerges;
    const [rows] = await inWorkspace(place.ctx, [
      place.ctx.db.select({ before, after }).from(visitorMerges).where(thatMerge),
    ]);
    return rows;
  };

  place.jump(UNDO_MERGE_DAYS * 24 * HOUR - MINUTE);
  expect(await kept()).toMatchObject([{ before: { merged: { visitor: { id: mergedId } } } }]);
  place.jump(2 * MINUTE);
  expect(await kept()).toEqual([{ before: {}, after: {} }]);
});
