import type { VisitorKey } from '@everthread/shared/models/visitor';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newBrowser, newWorker } from '../../test/browser.ts';
import { type Conversation, newKey, newThread } from '../../test/conversations.ts';
import { newWorkspace } from '../../test/factories.ts';
import { type Mailbox, startMailbox } from '../../test/mailbox.ts';
import { newAddress } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitors } from '../db/schema/visitors.ts';
import { recoveryLinks } from '../db/schema/ways-back.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { claimAddress, proveAddress } from '../mail/prove-address.ts';
import { recipientLimit } from '../mail/recipient-limits.ts';
import { suppress } from '../mail/suppressions.ts';
import { countTry } from '../throttles/throttle.ts';
import { hashKey } from '../visitors/key-hash.ts';
import { openSession } from '../visitors/open-session.ts';
import { countRecovery, openRecovery, recoveryMail } from './recover.ts';
import { endVisitorDevice, listVisitorDevices } from './way-back.ts';

const surroundings = await testSurroundings();
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await startMailbox();
});
afterAll(() => mailbox.stop());

const NAME = 'Safari · iPhone';

async function prove(conversation: Conversation, address: ReturnType<typeof newAddress>): Promise<void> {
  const { mail } = await claimAddress(conversation.visitor, address);
  await proveAddress(conversation.visitor, mail?.subject.replace(/\D/g, '') ?? '');
}

/** A visitor who has shown that a mailbox is his, and somebody who asks for the way back to his thread. */
async function start(workspace?: Context<SystemActor>) {
  const place = workspace ?? (await newWorkspace(surroundings));
  const { workspaceId } = place.actor;
  const conversation = await newThread(place);
  const address = newAddress();
  await prove(conversation, address);
  const ask = async (to = address) => recoveryMail(surroundings, { workspaceId, address: to });
  const linkOf = (asked: Awaited<ReturnType<typeof ask>>) => asked?.mail.button?.url.split('#back=')[1] ?? '';
  return {
    workspace: place,
    workspaceId,
    conversation,
    address,
    ask,
    linkFor: async () => linkOf(await ask()),
    open: (link: string, key = newKey(), at = surroundings) => openRecovery(at, { workspaceId, link, key, name: NAME }),
    enter: async (key: VisitorKey) => {
      const actor = { kind: 'key-holder' as const, workspaceId, keyHash: hashKey(key) };
      return (await openSession({ ...place, actor }, undefined)).thread.id;
    },
    set: (values: Partial<typeof visitors.$inferInsert>) =>
      inWorkspace(place, [
        place.db.update(visitors).set(values).where(eq(visitors.id, conversation.visitor.actor.visitorId)),
      ]),
  };
}

const REFUSED = { code: 'not_found' };

test('a link that was mailed to a proven address leads another device into the thread', async () => {
  const { ask, address, workspaceId, open, enter, conversation } = await start();
  const asked = await ask();
  expect(asked?.to).toBe(address);
  const url = asked?.mail.button?.url ?? '';
  // What stands after the `#` no server and no scanner of links is ever sent.
  expect(url).toMatch(new RegExp(`^${surroundings.config.publicUrl}/talk/${workspaceId}#back=[\\w-]{32}$`));
  const key = newKey();
  expect(await open(url.split('#back=')[1] ?? '', key)).toEqual({ page: null }); // he was on none that is known
  expect(await enter(key)).toBe(conversation.threadId);

  // It is one of his devices from then on, and he can show it out.
  const [there] = (await listVisitorDevices(conversation.visitor)).filter(({ name }) => name === NAME);
  expect(there).toBeDefined();
  if (there) await endVisitorDevice(conversation.visitor, there.id);
  await expect(enter(key)).rejects.toMatchObject(REFUSED);
});

test('who was let in by a link is told where to go on: on the page where he was, if the workspace allows its site', async () => {
  const { linkFor, open, set, workspace, workspaceId } = await start();
  const key = newKey();
  await set({ pageUrl: 'https://shop.example/lamps' });
  const link = await linkFor();
  const at = expect.stringMatching(/^https:\/\/shop\.example\/lamps#everthread=[\da-f-]{36}$/);
  expect(await open(link, key)).toEqual({ page: at });

  const allow = (allowedOrigins: string[]) =>
    inWorkspace(workspace, [
      workspace.db.update(workspaces).set({ allowedOrigins }).where(eq(workspaces.id, workspaceId)),
    ]);
  await allow(['https://shop.example']);
  expect(await open(link, key)).toEqual({ page: at });
  await allow(['https://other.example']);
  expect(await open(link, key)).toEqual({ page: null });
});

test('a link works once: not for another device, and with it all others for him have ended', async () => {
  const { linkFor, open } = await start();
  const [first, second] = [await linkFor(), await linkFor()];
  const key = newKey();
  await open(first, key);
  await open(first, key); // whose answer was lost
  await expect(open(first)).rejects.toMatchObject(REFUSED);
  await expect(open(second)).rejects.toMatchObject(REFUSED);
});

test('of two devices that show it at once, one is let in', async () => {
  const { linkFor, open } = await start();
  const link = await linkFor();
  const tries = await Promise.allSettled([open(link), open(link), open(link)]);
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('it ends after fifteen minutes', async () => {
  const { linkFor, open } = await start();
  const link = await linkFor();
  const at = (minutes: number) => ({ ...surroundings, now: () => new Date(Date.now() + minutes * 60_000) });
  await expect(open(link, newKey(), at(16))).rejects.toMatchObject(REFUSED);
  await open(link, newKey(), at(14));
});

test('T6 a link of one workspace opens nothing in another, where the same address is known', async () => {
  const [here, there] = [await start(), await start()];
  await prove(there.conversation, here.address);
  const link = await here.linkFor();
  await expect(there.open(link)).rejects.toMatchObject(REFUSED);
  await here.open(link);
});

test.each([
  ['nobody has shown to be his', { mailProof: 'claimed' }],
  ['is another’s now', { mailAddress: 'other@mail.example' }],
  ['belongs to who has proven who he is', { identity: 'verified', externalId: 'u1' }],
] as const)(
  'T7 an address that %s leads nobody back, neither by a new link nor by one on its way',
  async (_what, values) => {
    const { linkFor, ask, open, set } = await start();
    const link = await linkFor();
    await set(values);
    expect(await ask()).toBeUndefined();
    await expect(open(link)).rejects.toMatchObject(REFUSED);
  },
);

test('T7 where a workspace demands proof of everybody, a mailbox is none', async () => {
  const { workspace, workspaceId, linkFor, ask, open } = await start();
  const link = await linkFor();
  await inWorkspace(workspace, [
    workspace.db.update(workspaces).set({ identityMode: 'enforced' }).where(eq(workspaces.id, workspaceId)),
  ]);
  expect(await ask()).toBeUndefined();
  await expect(open(link)).rejects.toMatchObject(REFUSED);
});

test('T11 nothing is mailed to who wants no mail, or where it does not arrive', async () => {
  const workspace = await newWorkspace(surroundings);
  for (const [from, reason] of [
    [workspace.actor.workspaceId, 'unsubscribed'],
    ['everybody', 'bounced'],
    ['everybody', 'complained'],
  ] as const) {
    const { ask, address } = await start(workspace);
    await suppress(surroundings, address, from, reason);
    expect(await ask()).toBeUndefined();
  }
});

test('of two visitors with one mailbox it is the one who was here last; his own words are in no mail', async () => {
  const { workspace, address, conversation, ask, linkFor, open, enter, set } = await start();
  const other = await newThread(workspace);
  await prove(other, address);
  await set({ lastSeenAt: new Date(Date.now() + 60_000), name: 'Buy at evil.example' });
  const key = newKey();
  await open(await linkFor(), key);
  expect(await enter(key)).toBe(conversation.threadId);
  expect(JSON.stringify(await ask())).not.toContain('evil');
});

test('only a link’s hash is stored', async () => {
  const { workspace, linkFor } = await start();
  const link = await linkFor();
  const stored = await inWorkspace(workspace, [workspace.db.select().from(recoveryLinks)]);
  expect(stored[0]).toHaveLength(1);
  expect(JSON.stringify(stored)).not.toContain(link);
});

test('I2 how often one asks is counted the same for an address that is known and for one that is not', async () => {
  const { workspaceId, address } = await start();
  for (const asked of [address, newAddress()]) {
    const count = (network: string) => countRecovery(surroundings, { workspaceId, address: asked }, network);
    for (const network of ['a', 'b', 'c']) await count(`${asked} ${network}`);
    await expect(count(`${asked} d`)).rejects.toMatchObject({ code: 'too_many' });
  }
  const network = newAddress();
  const byOne = () => countRecovery(surroundings, { workspaceId, address: newAddress() }, network);
  for (let asked = 0; asked < 20; asked += 1) await byOne();
  await expect(byOne()).rejects.toMatchObject({ code: 'too_many' });
});

test('I2 a mailbox gets three such mails a day from all workspaces, and no answer less for them', async () => {
  const [here, there] = [await start(), await start()];
  await prove(there.conversation, here.address);
  for (const ask of [here.ask, here.ask, () => there.ask(here.address)]) expect(await ask()).toBeDefined();
  await expect(there.ask(here.address)).rejects.toMatchObject({ code: 'too_many' });
  await expect(here.ask()).rejects.toMatchObject({ code: 'too_many' });
  const answers = { narrow: [recipientLimit(here.address, true)], wide: [] };
  for (let sent = 0; sent < 30; sent += 1) await countTry(surroundings, answers);
  await expect(countTry(surroundings, answers)).rejects.toMatchObject({ code: 'too_many' });
});

test('the answer says nothing of whether an address is known; only the mailbox learns of it', async () => {
  const worker = await newWorker({ RESEND_BASE_URL: mailbox.url });
  const { workspaceId, address } = await start();
  const browser = newBrowser(worker);
  const ask = async (to: string, workspace: string = workspaceId) => {
    const { status, headers, body } = await browser.post('/api/visitor/recoveries', {
      workspaceId: workspace,
      address: to,
      language: 'es-MX',
    });
    for (const name of ['x-request-id', 'date']) headers.delete(name);
    return { status, body, headers: [...headers] };
  };
  const stranger = newAddress();
  const known = await ask(address);
  expect(known).toMatchObject({ status: 202, body: {} });
  expect(await ask(stranger)).toEqual(known);
  expect(await ask(address, surroundings.newId())).toEqual(known); // no workspace of ours
  expect(mailbox.mailsTo(stranger)).toEqual([]);
  expect(mailbox.mailsTo(address)).toMatchObject([
    { subject: expect.stringContaining('Tu conversación con'), headers: { 'Auto-Submitted': 'auto-generated' } },
  ]);
});
