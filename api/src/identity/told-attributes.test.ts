import { MergeId, MessageId } from '@everthread/shared/models/ids';
import { MOST_ATTRIBUTES, VisitorChange } from '@everthread/shared/models/visitor-details';
import { expect, test } from 'vitest';
import { newcomer, newThread } from '../../test/conversations.ts';
import { hashUser, newCompany, newHash, newSecret, signToken } from '../../test/identities.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { mergeVisitors } from '../merges/merge-visitors.ts';
import { undoMerge } from '../merges/undo-merge.ts';
import { exportOwn } from '../personal-data/export-of.ts';
import { getThread } from '../threads/get-thread.ts';
import { beginThread } from '../visitors/begin-thread.ts';
import { changeVisitor } from '../visitors/change-visitor.ts';
import { getVisitor } from '../visitors/get-visitor.ts';
import { identify } from './identify.ts';
import { provePerson } from './prove-person.ts';

const surroundings = await testSurroundings();
type Told = Record<string, unknown>;

/** Ada, who has a thread, and what her site can say of her. */
async function start(first: Told = {}) {
  const company = await newCompany(surroundings);
  const { workspace, owner, asPerson, withToken } = company;
  const { workspaceId } = workspace.actor;
  const [tokens, hashes] = [await newSecret(owner), await newSecret(owner, { signs: 'hashes' })];
  const prove = async (given: unknown) => (await provePerson(surroundings, workspaceId, given)) ?? expect.fail();
  const token = (custom_attributes: unknown, claims: Told = {}) =>
    signToken(workspaceId, tokens, { custom_attributes, ...claims });
  const hash = (beside: string) => `${hashUser(hashes, 'ada')}\n${beside}`;
  const words = { id: MessageId.parse(surroundings.newId()), text: 'Hello' };
  const holder = withToken(newcomer(workspace), await prove(await token(first)));
  const opened = await beginThread(holder, words);
  const { visitorId } = opened;
  const meets = async (given: unknown) =>
    identify(asPerson(await prove(given)), { keyHash: undefined, newKeyHash: newHash() });
  const fields = async () => (await getVisitor(owner, visitorId)).attributes;
  return {
    ...company,
    ...{ prove, token, hash, visitorId, fields, tokens },
    threadId: opened.thread.id,
    visitor: company.asVisitor(holder, opened),
    signs: async (told: unknown) => meets(await token(told)),
    claims: async (told: unknown) => meets(hash(JSON.stringify({ custom_attributes: told }))),
    writes: (name: string, value: string | null, isPrivate = false) =>
      changeVisitor(owner, visitorId, { attributes: [{ name, value, isPrivate }] }),
  };
}
const field = (name: string, value: string | number | boolean, source?: 'signed' | 'claimed', isPrivate = false) => ({
  ...{ name, value, isPrivate },
  ...(source && { source }),
});

test('what the site signs of its user are his fields, go over what stands there, and change nothing where they are the same', async () => {
  const { signs, claims, fields, owner, threadId, writes } = await start({ plan: 'pro', seats: 3 });
  expect(await fields()).toEqual([field('plan', 'pro', 'signed'), field('seats', 3, 'signed')]);

  await writes('plan', 'gold');
  await writes('owner', 'Bob');
  await claims({ trial: true });
  await signs({ plan: 'free', trial: false, owner: 'Eve' });

  const now = [field('owner', 'Eve', 'signed'), field('plan', 'free', 'signed'), field('seats', 3, 'signed')];
  expect(await fields()).toEqual([...now, field('trial', false, 'signed')]);
  const rev = async () => (await getThread(owner, threadId)).rev;
  const before = await rev();
  await signs({ plan: 'free', trial: false });
  expect(await rev()).toBe(before);
  await signs({ plan: 'max' });
  expect(await rev()).toBe(before + 1);
});

test('what is only claimed fills what is free or was claimed, and nothing that the team wrote or the site signed', async () => {
  const { claims, writes, fields } = await start({ plan: 'pro' });
  await writes('owner', 'Bob');
  await claims({ plan: 'gold', owner: 'Eve', page: 'cart' });
  await claims({ plan: 'gold', owner: 'Eve', page: 'shop' });
  const now = [field('owner', 'Bob'), field('page', 'shop', 'claimed'), field('plan', 'pro', 'signed')];
  expect(await fields()).toEqual(now);

  await writes('page', 'by hand');
  await claims({ page: 'again' });
  expect(await fields()).toContainEqual(field('page', 'by hand'));
});

test('a private field is left alone, and nobody hears of what was told under its name', async () => {
  const { claims, signs, writes, fields } = await start();
  await writes('debt', '12', true);
  await signs({ debt: 0 });
  await claims({ debt: 0 });
  expect(await fields()).toEqual([field('debt', '12', undefined, true)]);
});

test('an agent’s word makes a field the team’s, his undo the site’s again, and the next that the site signs goes over it', async () => {
  const { signs, writes, fields, owner, visitorId } = await start({ plan: 'pro' });
  for (const [value, isPrivate] of [
    ['gold', false],
    [null, false],
    ['pro', true],
  ] as const) {
    const { details, undo } = await writes('plan', value, isPrivate);
    expect(details.attributes).toEqual(value ? [field('plan', value, undefined, isPrivate)] : []);
    expect(VisitorChange.parse(undo)).toEqual(undo);
    expect((await changeVisitor(owner, visitorId, undo)).details.attributes).toEqual([field('plan', 'pro', 'signed')]);
  }
  await writes('plan', 'gold');
  await signs({ plan: 'pro' });
  expect(await fields()).toEqual([field('plan', 'pro', 'signed')]);
});

test('what cannot be a field is left out, and keeps nobody away', async () => {
  const { prove, token, hash, claims, fields } = await start();
  const deep = `${'['.repeat(500)}${']'.repeat(500)}`;
  const hostile =
    JSON.parse(`{ "__proto__": "p", "constructor": "c", "": 1, " ": 1, "a": "", "b": null, "c": {}, "d": [1],
    "${'n'.repeat(61)}": 1, "nul\\u0000": 1, "e": "\\u0000", "\\ud800": 1, "f": "\\udfff", "g": "${'x'.repeat(1001)}",
    "h": ${deep}, "ok": "2026-11-22", " ok": 2, "i": 1e999 }`) as Told;
  const pairs = [
    ['__proto__', 'p'],
    ['constructor', 'c'],
    ['ok', '2026-11-22'],
  ];
  expect(await prove(await token(hostile))).toMatchObject({ attributes: { by: 'signed', pairs } });
  for (const none of [undefined, null, 'plan', 7, true, [], [['plan', 'pro']], {}]) {
    expect(await prove(await token(none))).not.toHaveProperty('attributes');
  }
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`field ${n}`, n]));
  const wide = JSON.stringify({ custom_attributes: many });
  for (const beside of ['', '{', 'null', '7', '"x"', '[]', deep, '{}', wide, '\n\n', '{"custom_attributes":null}']) {
    expect(await prove(hash(beside)), beside.slice(0, 40)).toEqual({ externalId: 'ada', secretId: expect.any(String) });
  }
  await claims(hostile);
  const told = [field('__proto__', 'p', 'claimed'), field('constructor', 'c', 'claimed')];
  expect(await fields()).toEqual([...told, field('ok', '2026-11-22', 'claimed')]);
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  expect(({} as { p?: unknown }).p).toBeUndefined();
});

test('no more fields than a visitor can have, in the order in which they are given', async () => {
  const { signs, claims, writes, fields } = await start();
  const told = (count: number, from = 0) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`field ${n + from}`, n + from]));
  await writes('private', 'yes', true);
  await writes('last', 'team');
  await signs({ ...told(47), last: 'site' });
  await claims(told(40, 40));
  const now = await fields();
  expect(now).toHaveLength(MOST_ATTRIBUTES);
  expect(now).toContainEqual(field('field 47', 47, 'claimed'));
  expect(now).not.toContainEqual(field('field 48', 48, 'claimed'));
  await signs({ ...told(3, 90), last: 'site again', 'field 47': 0 });
  expect((await fields()).filter(({ source }) => source === 'claimed')).toEqual([]);
  expect(await fields()).toContainEqual(field('last', 'site again', 'signed'));
  expect(await fields()).toHaveLength(MOST_ATTRIBUTES);
});

test('a token that is forged, over or another workspace’s says nothing of anybody', async () => {
  const { prove, token, tokens, workspace, fields } = await start({ plan: 'pro' });
  const other = await start({ plan: 'other' });
  const ago = Math.floor(Date.now() / 1000) - 4000;
  const [head, , signature] = (await token({ plan: 'pro' })).split('.');
  const [, forged] = (await token({ plan: 'gold' })).split('.');
  for (const given of [
    `${head}.${forged}.${signature}`,
    await token({ plan: 'gold' }, { iat: ago, exp: ago + 600 }),
    await other.token({ plan: 'gold' }),
    await signToken(workspace.actor.workspaceId, { ...other.tokens, id: tokens.id }, { custom_attributes: { a: 1 } }),
  ]) {
    await expect(prove(given)).rejects.toMatchObject({ code: 'signed_out' });
  }
  expect(await fields()).toEqual([field('plan', 'pro', 'signed')]);
  expect(await other.fields()).toEqual([field('plan', 'other', 'signed')]);
});

test('who is joined with him by proof or by an agent takes nothing of it away, and an undo brings all of it back', async () => {
  const { workspace, owner, visitorId, fields, writes, asPerson, prove, token, signs } = await start({ plan: 'pro' });
  const [one, other] = [await newThread(workspace), await newThread(workspace)];
  const written = (name: string, value: string) => ({ attributes: [{ name, value, isPrivate: false }] });
  await changeVisitor(owner, one.visitor.actor.visitorId, written('plan', 'gold'));
  const keys = { keyHash: one.visitor.actor.keyHash, newKeyHash: newHash() };
  await identify(asPerson(await prove(await token({ seats: 3 }))), keys);
  const joined = [field('plan', 'pro', 'signed'), field('seats', 3, 'signed')];
  expect(await fields()).toEqual(joined);

  await writes('plan', null);
  await changeVisitor(owner, other.visitor.actor.visitorId, written('plan', 'pro'));
  const id = MergeId.parse(surroundings.newId());
  await mergeVisitors(owner, visitorId, { id, mergedId: other.visitor.actor.visitorId });
  expect(await fields()).toEqual([field('plan', 'pro'), field('seats', 3, 'signed')]);
  await signs({ seats: 4 });
  await undoMerge(owner, visitorId, id);
  expect(await fields()).toEqual([field('seats', 4, 'signed')]);
  const parted = await getVisitor(owner, other.visitor.actor.visitorId);
  expect(parted.attributes).toEqual([field('plan', 'pro')]);
});

test('his own copy says what the site has said of him, and how', async () => {
  const { visitor, token, claims } = await start({ plan: 'pro' });
  await claims({ page: 'cart' });
  const file = await new Response(await exportOwn(visitor, { identityToken: await token({}) })).json();
  const said = { plan: { by: 'signed', value: 'pro' }, page: { by: 'claimed', value: 'cart' } };
  expect(file).toMatchObject({ visitors: [{ attribute_sources: said }] });
});

test('what the site said of a field that an agent removed is forgotten with the next that anybody writes', async () => {
  const { visitor, token, writes, signs, claims } = await start({ plan: 'pro', seats: 3 });
  const said = async () => {
    const file = await new Response(await exportOwn(visitor, { identityToken: await token({}) })).json();
    return (file as { visitors: { attribute_sources: object }[] }).visitors.map((each) => each.attribute_sources);
  };
  const seats = { seats: { by: 'signed', value: 3 } };
  await writes('plan', null);
  await writes('owner', 'Bob');
  expect(await said()).toEqual([seats]);
  await writes('seats', null);
  await claims({ page: 'cart' });
  const page = { page: { by: 'claimed', value: 'cart' } };
  expect(await said()).toEqual([page]);
  await signs({ seats: 4 });
  expect(await said()).toEqual([{ ...page, seats: { by: 'signed', value: 4 } }]);
});
