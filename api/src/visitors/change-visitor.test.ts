import { MessageId, TagId } from '@everthread/shared/models/ids';
import { MOST_ATTRIBUTES, MOST_PAGES, VisitorChange } from '@everthread/shared/models/visitor-details';
import { expect, test } from 'vitest';
import { newcomer, workspaceWithThread } from '../../test/conversations.ts';
import { newAgent } from '../../test/factories.ts';
import { newCompany, newHash } from '../../test/identities.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { listAudit } from '../audit/list-audit.ts';
import { identify } from '../identity/identify.ts';
import { sendMessage } from '../messages/send-message.ts';
import { removeTag } from '../tags/change-tag.ts';
import { createTag } from '../tags/create-tag.ts';
import { getThread } from '../threads/get-thread.ts';
import { beginThread } from './begin-thread.ts';
import { changeVisitor } from './change-visitor.ts';
import { getVisitor } from './get-visitor.ts';
import { openSession } from './open-session.ts';

const surroundings = await testSurroundings();
const words = (text: string) => ({ id: MessageId.parse(surroundings.newId()), text });
const place = () => workspaceWithThread(surroundings);
const field = (name: string, value: string | number | null, isPrivate = false) => ({ name, value, isPrivate });

test('what an agent writes down is shown, stands beside what was said, and is put back by its undo', async () => {
  const { agent, visitor, threadId, countEvents } = await place();
  const { visitorId } = visitor.actor;
  const before = await getVisitor(agent, visitorId);
  const revBefore = (await getThread(agent, threadId)).rev;

  const change = {
    name: 'Ada',
    email: 'ada@example.com',
    attributes: [field('plan', 'gold'), field('debt', 12, true)],
  };
  const eventsBefore = await countEvents();
  const { details, undo } = await changeVisitor(agent, visitorId, change);

  expect(details).toMatchObject({
    visitor: { name: 'Ada', email: 'ada@example.com' },
    said: { name: null, email: null },
    noted: { name: 'Ada', email: 'ada@example.com' },
    attributes: [field('debt', 12, true), field('plan', 'gold')],
  });
  expect(await getVisitor(agent, visitorId)).toEqual(details);
  const thread = await getThread(agent, threadId);
  expect(thread.visitor.name).toBe('Ada');
  expect(thread.topics[0]?.visitor.name).toBe('Ada');
  expect(thread.rev).toBe(revBefore + 1);
  expect(await countEvents()).toBe(eventsBefore + 1);

  expect((await changeVisitor(agent, visitorId, undo)).details).toEqual(before);
  const again = await changeVisitor(agent, visitorId, undo);
  expect(again.details).toEqual(before);
  expect(await countEvents()).toBe(eventsBefore + 2);
});

test('the undo of each change gives back exactly what was there, also of what became private or went', async () => {
  const { agent, visitor } = await place();
  const { visitorId } = visitor.actor;
  const first = await changeVisitor(agent, visitorId, { attributes: [field('plan', 'gold'), field('seats', 3)] });
  const change = { attributes: [field('plan', 'gold', true), field('seats', null), field('since', '2020')] };

  const { details, undo } = await changeVisitor(agent, visitorId, change);

  expect(details.attributes).toEqual([field('plan', 'gold', true), field('since', '2020')]);
  expect(VisitorChange.parse(undo)).toEqual(undo);
  expect((await changeVisitor(agent, visitorId, undo)).details).toEqual(first.details);
});

test('what a visitor says later of himself does not go over what the team wrote, and both are there', async () => {
  const { agent, workspace } = await place();
  const holder = newcomer(workspace);
  const { visitorId } = await beginThread(holder, words('Hi'), { name: 'A. L.' });
  await changeVisitor(agent, visitorId, { name: 'Ada' });

  await openSession(holder, undefined, { name: 'Somebody else' });

  const { visitor, said, noted } = await getVisitor(agent, visitorId);
  expect([visitor.name, said.name, noted.name]).toEqual(['Ada', 'Somebody else', 'Ada']);
});

test('of a proven person the proven name goes first, and nothing that is written down changes it', async () => {
  const { workspace, owner, newPerson, withToken } = await newCompany(surroundings);
  const ada = withToken(newcomer(workspace), newPerson({ name: 'Ada Lovelace' }));
  const { visitorId } = await beginThread(ada, words('Hi'));

  const { details } = await changeVisitor(owner, visitorId, { name: 'Countess', email: 'ada@example.com' });

  expect(details).toMatchObject({
    visitor: { identity: 'verified', name: 'Ada Lovelace', email: 'ada@example.com' },
    said: { name: 'Ada Lovelace', email: null },
    noted: { name: 'Countess', email: 'ada@example.com' },
    devices: [{ isProven: true }],
  });
  expect(details.externalId).not.toBeNull();
});

test('what was written down of an anonymous visitor goes with him when he is proven to be somebody known', async () => {
  const { workspace, owner, newPerson, withToken, asPerson } = await newCompany(surroundings);
  const person = newPerson({ name: 'Ada' });
  const known = await beginThread(withToken(newcomer(workspace), person), words('Hi'));
  await changeVisitor(owner, known.visitorId, { attributes: [field('plan', 'gold', true)] });
  const browser = newcomer(workspace);
  const where = { pageUrl: 'https://shop.example/teapots' };
  const anonymous = await beginThread(browser, { ...words('Hello'), where }, { name: 'Claimed' });
  const fields = [field('plan', 'free'), field('city', 'Turin')];
  await changeVisitor(owner, anonymous.visitorId, { name: 'The Countess', attributes: fields });

  await identify(asPerson(person), { keyHash: browser.actor.keyHash, newKeyHash: newHash() });

  expect(await getVisitor(owner, known.visitorId)).toMatchObject({
    visitor: { name: 'Ada' },
    noted: { name: 'The Countess' },
    attributes: [field('city', 'Turin'), field('plan', 'gold', true)],
    pages: [{ url: where.pageUrl }],
  });
});

test('a viewer sees what is known but not what is private, and changes nothing', async () => {
  const { agent, visitor, workspace } = await place();
  const { visitorId } = visitor.actor;
  await changeVisitor(agent, visitorId, { attributes: [field('plan', 'gold'), field('debt', 12, true)] });
  const { ctx: viewer } = await newAgent(workspace, 'viewer');

  expect((await getVisitor(viewer, visitorId)).attributes).toEqual([field('plan', 'gold')]);
  await expect(changeVisitor(viewer, visitorId, { name: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' });
});

test('nobody reaches a visitor of another workspace', async () => {
  const { visitor, agent } = await place();
  const stranger = await place();
  const { visitorId } = visitor.actor;

  await expect(getVisitor(stranger.agent, visitorId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(changeVisitor(stranger.agent, visitorId, { name: 'X' })).rejects.toMatchObject({ code: 'not_found' });
  expect((await getVisitor(agent, visitorId)).noted.name).toBeNull();
});

test('a visitor has so many fields and no more; those that are there can still change', async () => {
  const { agent, visitor } = await place();
  const { visitorId } = visitor.actor;
  const all = Array.from({ length: MOST_ATTRIBUTES }, (_, n) => field(`field ${n}`, n));
  const full = await changeVisitor(agent, visitorId, { attributes: all });

  const tooMany = changeVisitor(agent, visitorId, { name: 'Ada', attributes: [field('one more', 1)] });
  await expect(tooMany).rejects.toMatchObject({ code: 'conflict' });
  expect(await getVisitor(agent, visitorId)).toEqual(full.details);

  const swap = [field('field 0', null), field('one more', 1), field('__proto__', 'x')];
  await changeVisitor(agent, visitorId, { attributes: [field('field 1', null), ...swap] });
  const { attributes } = await getVisitor(agent, visitorId);
  expect(attributes).toHaveLength(MOST_ATTRIBUTES);
  expect(attributes).toContainEqual(field('__proto__', 'x'));
});

test('who changed what of whom stands in the log', async () => {
  const { agent, visitor } = await place();
  await changeVisitor(agent, visitor.actor.visitorId, { name: 'Ada' });
  await changeVisitor(agent, visitor.actor.visitorId, {
    email: 'ada@example.com',
    attributes: [field('plan', 'gold')],
  });

  const { entries } = await listAudit(agent, {});
  const [latest] = entries;
  expect(latest).toMatchObject({ what: 'visitor.changed', details: { subject: 'Ada', to: 'email, plan' } });
});

test('the last pages on which he wrote are kept, each once in a row, the latest first', async () => {
  const { agent, visitor, threadId } = await place();
  const at = (pageUrl: string) => ({ ...words('Hi'), where: { pageUrl, pageTitle: `On ${pageUrl}` } });
  const pages = Array.from({ length: MOST_PAGES + 2 }, (_, n) => `https://shop.example/${n}`);
  for (const page of [...pages, pages.at(-1) ?? '']) await sendMessage(visitor, threadId, at(page));
  await sendMessage(visitor, threadId, words('From nowhere'));

  const kept = (await getVisitor(agent, visitor.actor.visitorId)).pages;

  expect(kept.map(({ url }) => url)).toEqual(pages.slice(-MOST_PAGES).toReversed());
  expect(kept[0]).toEqual({ url: pages.at(-1), title: `On ${pages.at(-1)}`, at: expect.any(String) });
});

test('tags are put on and taken off, with an undo of what it changed; what nobody uses any more is not put on', async () => {
  const { agent, visitor } = await workspaceWithThread(surroundings);
  const { visitorId } = visitor.actor;
  const [vip, trial] = await Promise.all(
    ['VIP', 'Trial'].map((name) => createTag(agent, { id: TagId.parse(surroundings.newId()), name, color: 'red' })),
  );
  if (!vip || !trial) throw new Error('Both were made');
  const elsewhere = await workspaceWithThread(surroundings);

  const first = await changeVisitor(agent, visitorId, { addTagIds: [vip.id, trial.id] });
  expect(first).toMatchObject({ details: { tagIds: [trial.id, vip.id] }, undo: { removeTagIds: [vip.id, trial.id] } });
  const again = await changeVisitor(agent, visitorId, { addTagIds: [vip.id], removeTagIds: [trial.id] });
  expect(again).toMatchObject({ details: { tagIds: [vip.id] }, undo: { addTagIds: [trial.id] } });
  expect((await changeVisitor(agent, visitorId, again.undo)).details.tagIds).toEqual([trial.id, vip.id]);

  await removeTag(agent, vip.id);
  expect((await getVisitor(agent, visitorId)).tagIds).toEqual([trial.id]);
  expect((await changeVisitor(agent, visitorId, { addTagIds: [vip.id] })).details.tagIds).toEqual([trial.id]);
  const theirs = await changeVisitor(elsewhere.agent, elsewhere.visitor.actor.visitorId, { addTagIds: [trial.id] });
  expect(theirs.details.tagIds).toEqual([]);
});
