import { MergeId } from '@everthread/shared/models/ids';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newThread } from '../../test/conversations.ts';
import { newCompany, newHash } from '../../test/identities.ts';
import { deliverMail, mailNameOf } from '../../test/mails.ts';
import { newAddress } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { visitors } from '../db/schema/visitors.ts';
import { identify } from '../identity/identify.ts';
import { mergeVisitors } from '../merges/merge-visitors.ts';
import { undoMerge } from '../merges/undo-merge.ts';
import { replyAddress } from './reply-address.ts';

const surroundings = await testSurroundings();
const config = { ...surroundings.config, mail: { ...surroundings.config.mail, replyDomain: 'reply.example' } };

async function place() {
  const company = await newCompany({ ...surroundings, config });
  const { workspace } = company;
  const name = await mailNameOf(workspace);

  /** Somebody who is told by mail, and the address to which he answers. */
  async function told() {
    const conversation = await newThread(workspace);
    const { workspaceId, visitorId } = conversation.visitor.actor;
    const from = newAddress();
    await inWorkspace(workspace, [
      workspace.db.update(visitors).set({ mailAddress: from, mailProof: 'proven' }).where(eq(visitors.id, visitorId)),
    ]);
    const until = new Date(Date.now() + 86_400_000);
    const to = replyAddress(config, name, { workspaceId, threadId: conversation.threadId, visitorId, until }) ?? '';
    return { ...conversation, visitorId, from, to };
  }
  /** In which thread what he answers stands, and as whose. */
  async function answer({ from, to }: { from: string; to: string }, text: string) {
    await deliverMail(workspace, { from, to, text });
    const [[message]] = await inWorkspace(workspace, [
      workspace.db.select().from(messages).where(eq(messages.text, text)),
    ]);
    return { threadId: message?.threadId, identity: message?.authorIdentity };
  }
  const visitorsNow = async () => {
    const { workspaceId } = workspace.actor;
    const [rows] = await inWorkspace(workspace, [
      workspace.db.select({ id: visitors.id }).from(visitors).where(eq(visitors.workspaceId, workspaceId)),
    ]);
    return rows.length;
  };
  return { ...company, told, answer, visitorsNow };
}

test('who answers a mail of before a merge is heard in the thread of both, and after its undo in his own', async () => {
  const { owner, told, answer, visitorsNow } = await place();
  const [kept, merged] = [await told(), await told()];
  const id = MergeId.parse(surroundings.newId());
  await mergeVisitors(owner, kept.visitorId, { id, mergedId: merged.visitorId });

  const one = await answer(kept, 'From the one');
  expect(await answer(merged, 'From the other')).toMatchObject({ threadId: one.threadId });
  expect(one.threadId).not.toBe(kept.threadId);
  expect(await visitorsNow()).toBe(1);

  const third = await told();
  const again = MergeId.parse(surroundings.newId());
  await mergeVisitors(owner, third.visitorId, { id: again, mergedId: kept.visitorId });
  const all = await answer(third, 'From the third');
  expect(await answer(merged, 'From the other, once more')).toMatchObject({ threadId: all.threadId });
  await undoMerge(owner, third.visitorId, again);
  expect(await answer(third, 'Alone')).toMatchObject({ threadId: third.threadId });
  expect(await answer(merged, 'As before')).toMatchObject({ threadId: one.threadId });
});

test('who answers a mail of two who are two again is heard in his own thread, and whoever else it is in neither', async () => {
  const { owner, workspace, told, answer, visitorsNow } = await place();
  const [kept, merged] = [await told(), await told()];
  const id = MergeId.parse(surroundings.newId());
  const { threadId } = await mergeVisitors(owner, kept.visitorId, { id, mergedId: merged.visitorId });
  const { workspaceId } = workspace.actor;
  const until = new Date(Date.now() + 86_400_000);
  const right = { workspaceId, threadId, visitorId: kept.visitorId, until };
  const to = replyAddress(config, await mailNameOf(workspace), right) ?? '';
  await undoMerge(owner, kept.visitorId, id);

  expect(await answer({ from: kept.from, to }, 'I am the one')).toMatchObject({ threadId: kept.threadId });
  expect(await answer({ from: merged.from, to }, 'I am the other')).toMatchObject({ threadId: merged.threadId });
  expect(await visitorsNow()).toBe(2);
  const stranger = await answer({ from: newAddress(), to }, 'Who am I?');
  expect([kept.threadId, merged.threadId]).not.toContain(stranger.threadId);
  expect(await visitorsNow()).toBe(3);
});

test('who answers a mail of before he signed in is heard in his thread, and proves nothing more by it', async () => {
  const { asPerson, newPerson, told, answer, visitorsNow } = await place();
  const ada = newPerson();
  const [known, guest] = [await told(), await told()];
  for (const { visitor } of [known, guest]) {
    await identify(asPerson(ada), { keyHash: visitor.actor.keyHash, newKeyHash: newHash() });
  }
  expect(await visitorsNow()).toBe(1);
  // The mailbox in which he was told as a guest is not the one in which he is told now.
  expect(await answer(guest, 'As a guest')).toEqual({ threadId: known.threadId, identity: 'claimed' });
  expect(await answer({ ...guest, from: known.from }, 'As himself')).toEqual({
    threadId: known.threadId,
    identity: 'verified',
  });
});

test('K3 the token of a thread that went into another is none for whoever was not its visitor', async () => {
  const { owner, workspace, told, answer, visitorsNow } = await place();
  const [kept, merged] = [await told(), await told()];
  const id = MergeId.parse(surroundings.newId());
  await mergeVisitors(owner, kept.visitorId, { id, mergedId: merged.visitorId });
  const { workspaceId } = workspace.actor;
  const until = new Date(Date.now() + 86_400_000);
  const forged = replyAddress(config, await mailNameOf(workspace), {
    ...{ workspaceId, until, threadId: merged.threadId },
    visitorId: kept.visitorId,
  });
  await answer({ from: merged.from, to: forged ?? '' }, 'Not mine');
  expect(await visitorsNow()).toBe(2);
});
