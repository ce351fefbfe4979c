import type { DraftChange } from '@everthread/shared/models/draft';
import { MessageId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { newcomer, threadOf } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { newCompany, newHash } from '../../test/identities.ts';
import { outboxUnderTest } from '../../test/outbox-under-test.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { identify } from '../identity/identify.ts';
import { drainDueEvents } from '../outbox/drain-outbox.ts';
import { handlers } from '../outbox/handlers.ts';
import { scheduleReply } from '../scheduled/schedule-reply.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { getThread } from '../threads/get-thread.ts';
import { beginThread } from '../visitors/begin-thread.ts';
import { createWorkspace } from '../workspaces/create-workspace.ts';
import { changeOwnWriting, ownWriting } from './own-writing.ts';
import { saveDraft } from './save-draft.ts';

async function start() {
  const place = await outboxUnderTest();
  const ben = await newAgent(place.workspace, 'agent', 'Ben');
  const { agent, threadId } = place;
  return {
    ...place,
    ben,
    save: (change: Partial<DraftChange> & { text: string }, kind: 'message' | 'note' = 'message', who = agent) =>
      saveDraft(who, threadId, kind, { base: 0, ...change }),
    followUp: () => drainDueEvents(place.ctx, { handlers, chance: () => 0, handlerLimitMs: 5_000 }),
    drafts: async (who = agent) =>
      (await ownWriting(who)).drafts.map(({ kind, text, rev, kept }) => ({
        kind,
        text,
        rev,
        kept: kept.map((other) => other.text),
      })),
  };
}

test('what is begun is there on every device of the agent, a reply and a note apart', async () => {
  const { save, drafts } = await start();
  await save({ text: 'Dear ' });
  await save({ text: 'He sounds cross' }, 'note');

  expect(await drafts()).toEqual([
    { kind: 'message', text: 'Dear ', rev: 1, kept: [] },
    { kind: 'note', text: 'He sounds cross', rev: 1, kept: [] },
  ]);
});

test("nobody else gets it: not the visitor, not a colleague, not a colleague's window", async () => {
  const { save, drafts, ben, visitor, agent, threadId, followUp, told } = await start();
  await save({ text: 'canary-12' });
  await followUp();

  expect(await drafts(ben.ctx)).toEqual([]);
  expect(JSON.stringify(await changesAfter(visitor, threadId, 0))).not.toContain('canary-12');
  expect(JSON.stringify(await getThread(agent, threadId))).not.toContain('canary-12');
  const frames = told.filter((delivery) => JSON.stringify(delivery).includes('canary-12'));
  expect(frames).toMatchObject([{ isPassing: true, frame: { type: 'draft.changed', draft: { text: 'canary-12' } } }]);
  expect(frames[0]?.onlyAgent).toBeDefined();
  expect(frames[0]?.onlyAgent).not.toBe(ben.agentId);
});

test('going on where one was replaces it', async () => {
  const { save, drafts } = await start();
  const { rev } = await save({ text: 'Dear' });
  await save({ base: rev, text: 'Dear Ann' });
  await save({ base: rev + 1, text: '' });

  expect(await drafts()).toEqual([]);
});

test('words that another device wrote unseen are kept beside those that win', async () => {
  const { save, drafts } = await start();
  await save({ text: 'From the phone' });
  await save({ text: 'From the train, offline until now' });

  expect(await drafts()).toEqual([
    { kind: 'message', text: 'From the train, offline until now', rev: 2, kept: ['From the phone'] },
  ]);
});

test('words that go on in those that win are not kept twice', async () => {
  const { save, drafts } = await start();
  await save({ text: 'Dear' });
  await save({ text: 'Dear Ann' });
  await save({ text: 'Another thing' });
  await save({ base: 3, text: 'Another' });
  await save({ text: 'Something else' });

  expect(await drafts()).toMatchObject([{ text: 'Something else', kept: ['Dear Ann', 'Another'] }]);
});

test('clearing it on one device loses nothing that another wrote meanwhile', async () => {
  const { save, drafts } = await start();
  const { rev } = await save({ text: 'Dear' });
  await save({ base: rev, text: 'Dear Ann, more' });
  await save({ base: rev, text: '' });

  expect(await drafts()).toMatchObject([{ text: '', kept: ['Dear Ann, more'] }]);
});

test('what is kept goes when its writer lets go of it', async () => {
  const { save, drafts } = await start();
  for (const text of ['One', 'Two', 'Three']) await save({ text });
  await save({ base: 3, text: 'Three', forgetKept: 1 });
  expect(await drafts()).toMatchObject([{ text: 'Three', kept: ['Two'] }]);
  await save({ base: 4, text: 'Three', forgetKept: 1 });
  expect(await drafts()).toMatchObject([{ text: 'Three', kept: [] }]);
});

test('twenty sets of words are kept, the oldest go first', async () => {
  const { save, drafts } = await start();
  for (let n = 0; n < 25; n++) await save({ text: `${n} words` });

  const [draft] = await drafts();
  expect(draft?.kept).toHaveLength(20);
  expect(draft?.kept.at(0)).toBe('4 words');
  expect(draft?.kept.at(-1)).toBe('23 words');
});

test('a repeat changes nothing and tells nobody', async () => {
  const { save, countEvents } = await start();
  const first = await save({ text: 'Dear' });
  const events = await countEvents();

  expect(await save({ text: 'Dear' })).toEqual(first);
  expect(await countEvents()).toBe(events);
});

test('a strange thread is not found', async () => {
  const { threadId } = await start();
  const stranger = await start();

  await expect(saveDraft(stranger.agent, threadId, 'note', { base: 0, text: 'x' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('saving is one trip', async () => {
  const { save } = await start();
  expect(await countTrips(() => save({ text: 'Dear' }))).toBe(1);
});

test('for how long replies are held is everybody’s own to say', async () => {
  const { agent, ben } = await start();
  await changeOwnWriting(agent, { holdSeconds: 20 });

  expect((await ownWriting(agent)).holdSeconds).toBe(20);
  expect((await ownWriting(ben.ctx)).holdSeconds).toBe(0);
});

test('who begins has ten seconds to take a reply back', async () => {
  const surroundings = await testSurroundings();
  const { sessionToken } = await newAgent(await newWorkspace(surroundings));
  const { id: workspaceId } = await createWorkspace(surroundings, sessionToken, { name: 'New' }, surroundings.newId());

  const owner = { ...surroundings, actor: { kind: 'agent', workspaceId, sessionToken } } as const;
  expect((await ownWriting(owner)).holdSeconds).toBe(10);
});

test('drafts and replies that wait go along when the thread becomes part of another', async () => {
  const surroundings = await testSurroundings();
  const words = (text: string) => ({ id: MessageId.parse(surroundings.newId()), text });
  const { workspace, asPerson, withToken, newPerson, owner } = await newCompany(surroundings);
  const ada = newPerson();
  const known = await beginThread(withToken(newcomer(workspace), ada), words('one'));
  const browser = newcomer(workspace);
  const anonymous = await beginThread(browser, words('two'));
  await saveDraft(owner, known.thread.id, 'message', { base: 0, text: 'For the known' });
  await saveDraft(owner, anonymous.thread.id, 'message', { base: 0, text: 'For the stranger' });
  await saveDraft(owner, anonymous.thread.id, 'note', { base: 0, text: 'Who is it?' });
  const reply = { ...words('Good day'), seenSeq: 1, release: { holdSeconds: 20 } } as const;
  await scheduleReply(owner, anonymous.thread.id, reply);

  await identify(asPerson(ada), { keyHash: browser.actor.keyHash, newKeyHash: newHash() });

  const { drafts } = await ownWriting(owner);
  expect(drafts.every(({ threadId }) => threadId === known.thread.id)).toBe(true);
  expect(drafts.map(({ kind, text, kept }) => [kind, text, kept.map((other) => other.text)])).toEqual([
    ['message', 'For the known', ['For the stranger']],
    ['note', 'Who is it?', []],
  ]);
  expect((await getThread(owner, known.thread.id)).scheduled).toMatchObject([{ id: reply.id, state: 'waiting' }]);
  expect(await threadOf(owner, known.thread.id)).toHaveLength(2);
});
