import { ChangeId, MergeId, MessageId, TagId, type VisitorId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newcomer, newThread, threadOf, workspaceWithThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent } from '../../test/factories.ts';
import { newCompany, textsOf } from '../../test/identities.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { listAudit } from '../audit/list-audit.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { scheduleReply } from '../scheduled/schedule-reply.ts';
import { getThread } from '../threads/get-thread.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { moveMessages } from '../topics/move-messages.ts';
import { beginThread } from '../visitors/begin-thread.ts';
import { changeVisitor } from '../visitors/change-visitor.ts';
import { getVisitor } from '../visitors/get-visitor.ts';
import { openSession } from '../visitors/open-session.ts';
import { mergeVisitors } from './merge-visitors.ts';
import { previewMerge } from './preview-merge.ts';
import { undoMerge } from './undo-merge.ts';

const surroundings = await testSurroundings();
const words = (text: string) => ({ id: MessageId.parse(surroundings.newId()), text });
const newMerge = (mergedId: VisitorId) => ({ id: MergeId.parse(surroundings.newId()), mergedId });
const A_DAY_MS = 24 * 60 * 60 * 1000;

/** Two anonymous visitors with one workspace between them. */
async function twoVisitors() {
  const place = await workspaceWithThread(surroundings);
  const other = await place.anotherThread();
  return { ...place, other, keptId: place.visitor.actor.visitorId, mergedId: other.visitor.actor.visitorId };
}
const textsIn = async (ctx: Parameters<typeof threadOf>[0], threadId: Parameters<typeof threadOf>[1]) =>
  (await threadOf(ctx, threadId)).toSorted((a, b) => a.seq - b.seq).map(({ text }) => text);

test('what the one wrote stands after what the other did, in one order, and both browsers open it', async () => {
  const { workspace, agent, visitor, threadId, other, keptId, mergedId } = await twoVisitors();
  await sendMessage(agent, threadId, words('To the first'));
  await sendMessage(other.visitor, other.threadId, words('From the second'));
  await writeNote(agent, other.threadId, words('A note'));

  const merged = await mergeVisitors(agent, keptId, newMerge(mergedId));

  const thread = await getThread(agent, merged.threadId);
  expect(thread.messages.map(({ seq, text }) => [seq, text])).toEqual([
    [1, 'Hello'],
    [2, 'To the first'],
    [3, 'Hello'],
    [4, 'From the second'],
    [5, 'A note'],
  ]);
  expect(new Set(thread.messages.map(({ rev }) => rev)).size).toBe(5);
  expect(Math.max(...thread.messages.map(({ rev }) => rev))).toBeLessThanOrEqual(thread.rev);
  expect(thread.topics).toMatchObject([
    { firstSeq: 1, lastSeq: 2 },
    { firstSeq: 3, lastSeq: 5, lastVisitorSeq: 4 },
  ]);
  for (const { actor } of [visitor, other.visitor]) {
    const session = await openSession({ ...workspace, actor: { ...actor, kind: 'key-holder' } }, undefined);
    expect(session).toMatchObject({ visitorId: keptId, thread: { id: merged.threadId } });
    expect(textsOf(session)).toEqual(['Hello', 'To the first', 'Hello', 'From the second']);
  }
  await expect(getVisitor(agent, mergedId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(sendMessage(other.visitor, other.threadId, words('Late'))).rejects.toMatchObject({ code: 'signed_out' });
});

test('a browser that is not proven reads nothing of the proven person into whom it was merged', async () => {
  const { workspace, owner, withToken, newPerson } = await newCompany(surroundings);
  const ada = newPerson();
  const phone = withToken(newcomer(workspace), ada);
  const known = await beginThread(phone, words('My account number'));
  const stranger = await newThread(workspace);
  const holder = { ...workspace, actor: { ...stranger.visitor.actor, kind: 'key-holder' as const } };

  const preview = await previewMerge(owner, stranger.visitor.actor.visitorId, known.visitorId);
  expect(preview).toMatchObject({
    kept: { visitor: { id: known.visitorId } },
    merged: { visitor: { id: stranger.visitor.actor.visitorId } },
    readers: 'proven',
  });
  const { threadId } = await mergeVisitors(owner, known.visitorId, newMerge(stranger.visitor.actor.visitorId));

  await expect(openSession(holder, undefined)).rejects.toMatchObject({ code: 'signed_out' });
  await expect(beginThread(holder, words('Let me in'))).rejects.toMatchObject({ code: 'signed_out' });
  await expect(threadOf(stranger.visitor, threadId)).rejects.toMatchObject({ code: 'signed_out' });
  expect(textsOf(await openSession(withToken(holder, ada), undefined))).toEqual(['My account number', 'Hello']);
});

test('who has proven who he is, is never merged into somebody else, claimed or proven', async () => {
  const { workspace, owner, withToken, newPerson } = await newCompany(surroundings);
  const [ada, ben] = await Promise.all(
    [newPerson(), newPerson()].map((person) => beginThread(withToken(newcomer(workspace), person), words('Hi'))),
  );
  const claimed = await newThread(workspace);
  if (!ada || !ben) throw new Error('Both have begun');

  for (const keptId of [claimed.visitor.actor.visitorId, ben.visitorId]) {
    await expect(mergeVisitors(owner, keptId, newMerge(ada.visitorId))).rejects.toMatchObject({ code: 'conflict' });
  }

  expect(await previewMerge(owner, ada.visitorId, ben.visitorId)).toMatchObject({ refusal: 'both_proven' });
  expect(await getVisitor(owner, ada.visitorId)).toMatchObject({ visitor: { identity: 'verified' } });
});

test('undone, each browser opens its own thread again; what was written since stays with the kept one', async () => {
  const { workspace, agent, visitor, threadId, other, keptId, mergedId } = await twoVisitors();
  await changeTopic(agent, other.topicId, { id: ChangeId.parse(surroundings.newId()), status: 'waiting' });
  const merge = newMerge(mergedId);
  const merged = await mergeVisitors(agent, keptId, merge);
  const asKept = { ...other.visitor, actor: { ...other.visitor.actor, visitorId: keptId } };
  const since = await sendMessage(asKept, merged.threadId, words('Written since'));
  expect(since.topic.id).toBe(other.topicId);

  expect(await undoMerge(agent, keptId, merge.id)).toMatchObject({ threadId });

  expect(await textsIn(visitor, threadId)).toEqual(['Hello', 'Written since']);
  expect(await textsIn(other.visitor, other.threadId)).toEqual(['Hello']);
  expect((await getThread(agent, other.threadId)).topics).toMatchObject([
    { id: other.topicId, status: 'waiting', firstSeq: 1, lastSeq: 1, preview: 'Hello' },
  ]);
  expect((await getThread(agent, threadId)).topics).toMatchObject([
    { firstSeq: 1, lastSeq: 1 },
    { status: 'open', firstSeq: 2, lastSeq: 2, lastVisitorSeq: 2, preview: 'Written since' },
  ]);
  const session = await openSession({ ...workspace, actor: { ...other.visitor.actor, kind: 'key-holder' } }, undefined);
  expect(session).toMatchObject({ visitorId: mergedId, thread: { id: other.threadId } });
  await expect(threadOf(asKept, threadId)).rejects.toMatchObject({ code: 'signed_out' });
});

test('what is known of both: the kept one’s word stands, the preview says where they differ, and undo takes it back', async () => {
  const { agent, keptId, mergedId } = await twoVisitors();
  const field = (name: string, value: string, isPrivate = false) => ({ name, value, isPrivate });
  await changeVisitor(agent, keptId, { name: 'Ada', attributes: [field('plan', 'pro'), field('since', '2024')] });
  await changeVisitor(agent, mergedId, {
    name: 'Anna',
    email: 'ada@example.com',
    attributes: [field('plan', 'free', true), field('vip', 'yes')],
  });
  const before = await Promise.all([keptId, mergedId].map((id) => getVisitor(agent, id)));
  const merge = newMerge(mergedId);

  expect((await previewMerge(agent, keptId, mergedId)).conflicts).toEqual([
    { field: 'name', name: 'name', kept: 'Ada', merged: 'Anna' },
    { field: 'attribute', name: 'plan', kept: 'pro', merged: 'free' },
  ]);
  await mergeVisitors(agent, keptId, merge);
  expect(await getVisitor(agent, keptId)).toMatchObject({
    visitor: { name: 'Ada', email: 'ada@example.com' },
    attributes: [field('plan', 'pro'), field('since', '2024'), field('vip', 'yes')],
    devices: [{}, {}],
  });
  // What is written down after the merge stays.
  await changeVisitor(agent, keptId, { attributes: [field('since', '2023')] });
  await undoMerge(agent, keptId, merge.id);

  const [kept, merged] = await Promise.all([keptId, mergedId].map((id) => getVisitor(agent, id)));
  expect(kept).toEqual({ ...before[0], attributes: [field('plan', 'pro'), field('since', '2023')] });
  expect(merged).toEqual(before[1]);
});

test('drafts and replies that wait go along, and come back', async () => {
  const { workspace, agent, threadId, other, keptId, mergedId } = await twoVisitors();
  const { ctx: colleague } = await newAgent(workspace, 'agent');
  await saveDraft(agent, threadId, 'message', { base: 0, text: 'Begun here' });
  await saveDraft(agent, other.threadId, 'message', { base: 0, text: 'Begun there' });
  await saveDraft(colleague, other.threadId, 'note', { base: 0, text: 'Hm' });
  const at = new Date(Date.now() + A_DAY_MS).toISOString();
  await scheduleReply(agent, other.threadId, { ...words('Tomorrow'), seenSeq: 1, release: { at } });
  const merge = newMerge(mergedId);

  const merged = await mergeVisitors(agent, keptId, merge);

  const draftsOf = async () => {
    const [, { rows }] = await inWorkspace(workspace, [
      workspace.db.execute(sql`select 1`),
      workspace.db.execute(sql`select thread_id, kind, text, kept -> 0 ->> 'text' as kept from drafts
        where workspace_id = ${workspace.actor.workspaceId} order by kind, text`),
    ]);
    return rows;
  };
  expect(await draftsOf()).toEqual([
    { thread_id: merged.threadId, kind: 'message', text: 'Begun here', kept: 'Begun there' },
    { thread_id: merged.threadId, kind: 'note', text: 'Hm', kept: null },
  ]);
  expect((await getThread(agent, merged.threadId)).scheduled).toMatchObject([
    { words: { text: 'Tomorrow' }, seenSeq: 2 },
  ]);

  await undoMerge(agent, keptId, merge.id);

  expect(await draftsOf()).toEqual([
    { thread_id: threadId, kind: 'message', text: 'Begun here', kept: null },
    { thread_id: other.threadId, kind: 'message', text: 'Begun there', kept: null },
    { thread_id: other.threadId, kind: 'note', text: 'Hm', kept: null },
  ]);
  expect((await getThread(agent, other.threadId)).scheduled).toMatchObject([
    { words: { text: 'Tomorrow' }, seenSeq: 1 },
  ]);
});

test('it is undone for thirty days, not where the two have grown together, and the last first', async () => {
  const { workspace, agent, topicId, other, anotherThread, keptId, mergedId } = await twoVisitors();
  const [first, second] = [newMerge(mergedId), newMerge((await anotherThread()).visitor.actor.visitorId)];
  await mergeVisitors(agent, keptId, first);
  await mergeVisitors(agent, keptId, second);

  await expect(undoMerge(agent, keptId, first.id)).rejects.toMatchObject({ code: 'conflict' });
  await undoMerge(agent, keptId, second.id);
  await moveMessages(agent, other.topicId, {
    id: ChangeId.parse(surroundings.newId()),
    messages: { which: 'all' },
    intoId: topicId,
  });
  await expect(undoMerge(agent, keptId, first.id)).rejects.toMatchObject({ code: 'conflict' });

  const third = newMerge((await anotherThread()).visitor.actor.visitorId);
  await mergeVisitors(agent, keptId, third);
  await inWorkspace(workspace, [
    workspace.db.execute(sql`update visitor_merges set at = at - interval '31 days'
      where workspace_id = ${workspace.actor.workspaceId} and id = ${third.id}`),
  ]);
  await expect(undoMerge(agent, keptId, third.id)).rejects.toMatchObject({ code: 'conflict' });
});

test('merging and undoing can be repeated, are one trip each, told to the log, and reach nobody else’s visitors', async () => {
  const { agent, keptId, mergedId } = await twoVisitors();
  const elsewhere = await twoVisitors();
  const merge = newMerge(mergedId);

  await expect(mergeVisitors(elsewhere.agent, keptId, merge)).rejects.toMatchObject({ code: 'not_found' });
  await expect(mergeVisitors(elsewhere.agent, elsewhere.keptId, merge)).rejects.toMatchObject({ code: 'not_found' });
  await expect(previewMerge(elsewhere.agent, elsewhere.keptId, mergedId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(mergeVisitors(agent, keptId, newMerge(keptId))).rejects.toMatchObject({ code: 'invalid' });
  expect(await countTrips(() => mergeVisitors(agent, keptId, merge))).toBe(1);
  await mergeVisitors(agent, keptId, merge);
  await expect(mergeVisitors(agent, keptId, { ...merge, mergedId: elsewhere.keptId })).rejects.toMatchObject({
    code: 'conflict',
  });
  await expect(undoMerge(elsewhere.agent, keptId, merge.id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await countTrips(() => undoMerge(agent, keptId, merge.id))).toBe(1);
  await undoMerge(agent, keptId, merge.id);

  const { entries } = await listAudit(agent, {});
  expect(entries.map(({ what }) => what).filter((what) => /merged|parted/.test(what))).toEqual([
    'visitor.parted',
    'visitor.merged',
  ]);
});

test('the team hears which threads became one and the browsers are sent for theirs; so after an undo', async () => {
  const { workspace, agent, threadId, other, keptId, mergedId } = await twoVisitors();
  const { env, told, ended } = recordingRooms();
  await drainOutbox(surroundings, env, workspace.actor.workspaceId);
  told.length = 0;
  const merge = newMerge(mergedId);

  const merged = await mergeVisitors(agent, keptId, merge);
  await drainOutbox(surroundings, env, workspace.actor.workspaceId);

  const joins = () =>
    told.filter(({ frame }) => frame.type === 'thread.joined').map(({ room, frame }) => [room, frame]);
  const visitorsRoom = `visitor:${workspace.actor.workspaceId}:${keptId}`;
  const teamsRoom = `team:${workspace.actor.workspaceId}`;
  expect(joins()).toMatchObject([
    [teamsRoom, { threadId: merged.threadId, joinedThreadId: other.threadId }],
    [teamsRoom, { threadId: merged.threadId, joinedThreadId: threadId }],
    [visitorsRoom, { threadId: merged.threadId }],
  ]);
  told.length = 0;

  await undoMerge(agent, keptId, merge.id);
  await drainOutbox(surroundings, env, workspace.actor.workspaceId);

  expect(joins()).toMatchObject([
    [teamsRoom, { threadId, joinedThreadId: merged.threadId }],
    [visitorsRoom, { threadId }],
  ]);
  expect(told.filter(({ frame }) => frame.type === 'topic.changed')).toHaveLength(2);
  expect(ended).toEqual([
    { room: `visitor:${workspace.actor.workspaceId}:${mergedId}`, who: { identity: 'claimed' } },
    { room: visitorsRoom, who: { keyHash: other.visitor.actor.keyHash } },
  ]);
});

test('a tag of the merged visitor is the kept one’s until the undo', async () => {
  const { workspace, agent, keptId, mergedId } = await twoVisitors();
  const tagId = TagId.parse(surroundings.newId());
  await inWorkspace(workspace, [
    workspace.db.execute(sql`insert into tags (workspace_id, id, name, color, created_at)
      values (${workspace.actor.workspaceId}, ${tagId}, 'VIP', 'red', now())`),
    workspace.db.execute(sql`insert into visitor_tags (workspace_id, visitor_id, tag_id)
      values (${workspace.actor.workspaceId}, ${mergedId}, ${tagId})`),
  ]);
  const merge = newMerge(mergedId);
  const tagged = async () =>
    (
      await inWorkspace(workspace, [
        workspace.db.execute<{ visitor_id: string }>(
          sql`select visitor_id from visitor_tags where workspace_id = ${workspace.actor.workspaceId}`,
        ),
      ])
    )[0].rows.map((row) => row.visitor_id);

  await mergeVisitors(agent, keptId, merge);
  expect(await tagged()).toEqual([keptId]);
  await undoMerge(agent, keptId, merge.id);
  expect(await tagged()).toEqual([mergedId]);
});
