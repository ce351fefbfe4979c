import { afterAll, beforeAll, expect, test } from 'vitest';
import { newKey } from '../../test/conversations.ts';
import { type Mailbox, startMailbox } from '../../test/mailbox.ts';
import { openPushService, type PushService } from '../../test/push-service.ts';
import { workspaceWithWaysBack } from '../../test/ways-back.ts';
import { changeWaysBack } from './push-keys.ts';
import { changeWayBack } from './way-back.ts';

let service: PushService;
let mailbox: Mailbox;
const fails: number[] = [];
beforeAll(async () => {
  [service, mailbox] = await Promise.all([openPushService(), startMailbox(fails)]);
});
afterAll(() => Promise.all([service.stop(), mailbox.stop()]));

/** A visitor who can be pushed to and mailed, at 9:50 in the evening. */
async function start() {
  const place = await workspaceWithWaysBack(service, mailbox, new Date('2026-11-18T21:50:00Z'));
  const conversation = await place.newThread();
  const device = await place.subscribe(conversation);
  const address = `u${newKey()}@example.com`;
  await place.setVisitor(conversation, { mailAddress: address, mailProof: 'proven' });
  const count = () => [place.shown(device).length, mailbox.mailsTo(address).length];
  return { ...place, conversation, count };
}
const QUIET = { timeZone: 'UTC', from: '22:00', to: '07:00' };
const TO_MORNING = 9 * 3_600;

test('I7 what could not be pushed before his quiet hours is pushed after them', async () => {
  const { conversation, reply, pass, count } = await start();
  await changeWayBack(conversation.visitor, { quiet: QUIET });
  service.script({ status: 503 });
  await reply(conversation);
  await pass(30);
  await pass(600);
  await pass(6 * 3_600);
  expect(count()).toEqual([0, 0]);
  await pass(TO_MORNING);
  expect(count()).toEqual([1, 0]);
});

test('I7 what could not be mailed before his quiet hours is mailed after them', async () => {
  const { agent, conversation, reply, pass, count } = await start();
  await changeWaysBack(agent.ctx, { mailAfterMinutes: 9 });
  await changeWayBack(conversation.visitor, { quiet: QUIET, choice: 'mail' });
  fails.push(429);
  await reply(conversation);
  await pass(540);
  await pass(3_600);
  expect(count()).toEqual([0, 0]);
  await pass(TO_MORNING);
  expect(count()).toEqual([0, 1]);
});

test('who wants it otherwise before another try is told as he wants it now', async () => {
  const { conversation, reply, pass, count } = await start();
  service.script({ status: 503 });
  await reply(conversation);
  await pass(30);
  await changeWayBack(conversation.visitor, { choice: 'mail' });
  await pass(900);
  expect(count()).toEqual([0, 1]);
});

test('who wants to hear nothing hears nothing, and of what waits once he wants to again', async () => {
  const { conversation, reply, pass, count } = await start();
  service.script({ status: 503 });
  await reply(conversation);
  await pass(30);
  await changeWayBack(conversation.visitor, { choice: 'never' });
  await pass(3_600);
  expect(count()).toEqual([0, 0]);
  await changeWayBack(conversation.visitor, { choice: 'push' });
  await pass(30);
  expect(count()).toEqual([1, 0]);
});
