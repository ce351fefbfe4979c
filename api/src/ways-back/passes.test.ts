import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newKey } from '../../test/conversations.ts';
import { type Mailbox, startMailbox } from '../../test/mailbox.ts';
import { openPushService, type PushService } from '../../test/push-service.ts';
import { workspaceWithWaysBack } from '../../test/ways-back.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitors } from '../db/schema/visitors.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { hashKey } from '../visitors/key-hash.ts';
import { openSession } from '../visitors/open-session.ts';
import { keepVisitorDevice } from './keep-device.ts';
import { answerPass, lookAtPass, makePass, showPass } from './passes.ts';
import { pushKeysOf } from './push-keys.ts';

let service: PushService;
let mailbox: Mailbox;
beforeAll(async () => {
  [service, mailbox] = await Promise.all([openPushService(), startMailbox()]);
});
afterAll(() => Promise.all([service.stop(), mailbox.stop()]));

const NAME = 'Safari on iPhone';

async function start() {
  const place = await workspaceWithWaysBack(service, mailbox);
  const conversation = await place.newThread();
  const { surroundings, workspace, workspaceId } = place;
  const show = (pass: string, key = newKey()) => showPass(surroundings, { workspaceId, pass, key, name: NAME });
  const open = async (key: ReturnType<typeof newKey>) => {
    const actor = { kind: 'key-holder' as const, workspaceId, keyHash: hashKey(key) };
    return (await openSession({ ...workspace, actor }, undefined)).thread.id;
  };
  return { ...place, conversation, show, open };
}

test('in the window that made it a pass leads into the thread, once', async () => {
  const { conversation, show, open } = await start();
  const { pass } = await makePass(conversation.visitor, { purpose: 'notify' });
  const key = newKey();
  expect(await show(pass, key)).toEqual({ state: 'let-in', page: null });
  expect(await show(pass, key)).toEqual({ state: 'let-in', page: null });
  expect(await open(key)).toBe(conversation.threadId);
  await expect(show(pass)).rejects.toMatchObject({ code: 'not_found' });
});

test('elsewhere it waits for the word of who made it', async () => {
  const { conversation, show, open } = await start();
  const { visitor } = conversation;
  const { pass } = await makePass(visitor, { purpose: 'carry' });
  expect(await lookAtPass(visitor, pass)).toEqual({ state: 'made' });
  await expect(answerPass(visitor, { pass, isMine: true })).rejects.toMatchObject({ code: 'not_found' });
  const key = newKey();
  expect(await show(pass, key)).toEqual({ state: 'waiting' });
  await expect(open(key)).rejects.toMatchObject({ code: 'not_found' });
  await expect(show(pass)).rejects.toMatchObject({ code: 'not_found' });
  expect(await lookAtPass(visitor, pass)).toEqual({ state: 'asking', name: NAME });
  await answerPass(visitor, { pass, isMine: true });
  expect(await show(pass, key)).toEqual({ state: 'let-in', page: null });
  expect(await open(key)).toBe(conversation.threadId);
  expect(await lookAtPass(visitor, pass)).toEqual({ state: 'over' });
});

test('a carried thread leads on to a named site alone, since whoever shows the code may be anybody', async () => {
  const { conversation, show, workspace, workspaceId } = await start();
  const { visitor } = conversation;
  const set = (values: { allowedOrigins?: string[]; helpUrl?: string }) =>
    inWorkspace(workspace, [workspace.db.update(workspaces).set(values).where(eq(workspaces.id, workspaceId))]);
  await inWorkspace(workspace, [
    workspace.db
      .update(visitors)
      .set({ pageUrl: 'https://shop.example/lamps' })
      .where(and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, visitor.actor.visitorId))),
  ]);
  const at = { state: 'let-in', page: expect.stringMatching(/^https:\/\/shop\.example\/lamps#everthread=/) };
  const { pass } = await makePass(visitor, { purpose: 'carry' });
  const key = newKey();
  await show(pass, key);
  await answerPass(visitor, { pass, isMine: true });
  expect(await show(pass, key)).toEqual({ state: 'let-in', page: null });
  const { pass: own } = await makePass(visitor, { purpose: 'home' });
  expect(await show(own)).toEqual(at); // in his own browser he said it himself
  await set({ helpUrl: 'https://shop.example' });
  expect(await show(pass, key)).toEqual(at);
  await set({ allowedOrigins: ['https://other.example'], helpUrl: 'https://help.example' });
  expect(await show(pass, key)).toEqual({ state: 'let-in', page: null });
  await set({ allowedOrigins: ['https://shop.example'] });
  expect(await show(pass, key)).toEqual(at);
});

test('who is told that it is not he is not let in', async () => {
  const { conversation, show, open } = await start();
  const { pass } = await makePass(conversation.visitor, { purpose: 'carry' });
  const key = newKey();
  await show(pass, key);
  await answerPass(conversation.visitor, { pass, isMine: false });
  await expect(show(pass, key)).rejects.toMatchObject({ code: 'not_found' });
  await expect(open(key)).rejects.toMatchObject({ code: 'not_found' });
});

test.each([
  ['notify', 120],
  ['home', 300],
  ['carry', 300],
] as const)('a pass to %s ends after %i seconds, and when the next is made', async (purpose, seconds) => {
  const { conversation, show, wait } = await start();
  const { pass: first } = await makePass(conversation.visitor, { purpose });
  const { pass: second } = await makePass(conversation.visitor, { purpose });
  await expect(show(first)).rejects.toMatchObject({ code: 'not_found' });
  wait(seconds);
  await expect(show(second)).rejects.toMatchObject({ code: 'not_found' });
});

test('a pass is its maker’s alone, and of one workspace', async () => {
  const { conversation, show, newThread, surroundings, workspaceId } = await start();
  const other = await start();
  const { pass } = await makePass(conversation.visitor, { purpose: 'carry' });
  await show(pass);
  const { visitor: stranger } = await newThread();
  expect(await lookAtPass(stranger, pass)).toEqual({ state: 'over' });
  await expect(answerPass(stranger, { pass, isMine: true })).rejects.toMatchObject({ code: 'not_found' });
  const elsewhere = { workspaceId: other.workspaceId, pass, key: newKey(), name: NAME };
  await expect(showPass(surroundings, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
  expect(workspaceId).not.toBe(other.workspaceId);
});

test('T7 who has proven who he is is not known by a pass alone: his page must prove it', async () => {
  const { conversation, show, open, setVisitor } = await start();
  const { pass } = await makePass(conversation.visitor, { purpose: 'notify' });
  await setVisitor(conversation, { identity: 'verified', externalId: 'u1' });
  const key = newKey();
  await show(pass, key);
  await expect(open(key)).rejects.toMatchObject({ code: 'signed_out' });
});

test.each(['http://127.0.0.1:1/push/x', 'https://169.254.169.254/latest', 'https://fcm.googleapis.com.evil.test/x'])(
  'E8 nothing is ever sent to %s',
  async (endpoint) => {
    const { conversation, show, newBrowser, surroundings, workspaceId } = await start();
    const { pass } = await makePass(conversation.visitor, { purpose: 'notify' });
    const key = newKey();
    await show(pass, key);
    const { keys } = await newBrowser();
    await expect(keepVisitorDevice(surroundings, { workspaceId, key, endpoint, keys })).rejects.toMatchObject({
      code: 'invalid',
    });
  },
);

test('nobody is pushed to whom nobody knows', async () => {
  const { newBrowser, surroundings, workspaceId } = await start();
  const { endpoint, keys } = await newBrowser();
  const unknown = { workspaceId, key: newKey(), endpoint, keys };
  await expect(keepVisitorDevice(surroundings, unknown)).rejects.toMatchObject({ code: 'not_found' });
});

test('a workspace has its own keys, always the same, which do not open without the secret', async () => {
  const one = await start();
  const two = await start();
  const keys = await pushKeysOf(one.workspace);
  expect(await pushKeysOf(one.workspace)).toEqual(keys);
  expect((await pushKeysOf(two.workspace)).publicKey).not.toBe(keys.publicKey);
  const { config } = one.workspace;
  const otherwise = { ...config, keys: { ...config.keys, seal: new Uint8Array(32).fill(7) } };
  expect((await pushKeysOf({ ...one.workspace, config: otherwise })).publicKey).not.toBe(keys.publicKey);
});

test('two who want them at once get the same', async () => {
  const { workspace } = await start();
  const [one, two] = await Promise.all([pushKeysOf(workspace), pushKeysOf(workspace)]);
  expect(one).toEqual(two);
});
