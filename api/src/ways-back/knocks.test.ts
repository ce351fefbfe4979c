import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newKey } from '../../test/conversations.ts';
import { type Mailbox, startMailbox } from '../../test/mailbox.ts';
import { openPushService, type PushService } from '../../test/push-service.ts';
import { workspaceWithWaysBack } from '../../test/ways-back.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitors } from '../db/schema/visitors.ts';
import { forgetKey } from '../visitors/forget-key.ts';
import { hashKey } from '../visitors/key-hash.ts';
import { openSession } from '../visitors/open-session.ts';
import { changeWaysBack } from './push-keys.ts';
import { changeWayBack, endVisitorDevice, getWayBack, listVisitorDevices } from './way-back.ts';

let service: PushService;
let mailbox: Mailbox;
beforeAll(async () => {
  [service, mailbox] = await Promise.all([openPushService(), startMailbox()]);
});
afterAll(() => Promise.all([service.stop(), mailbox.stop()]));

async function start() {
  const place = await workspaceWithWaysBack(service, mailbox);
  const conversation = await place.newThread();
  return { ...place, conversation };
}
async function startWithPush() {
  const place = await start();
  const device = await place.subscribe(place.conversation);
  const triesOf = () => service.tried.filter((endpoint) => endpoint === device.endpoint).length;
  return { ...place, device, triesOf };
}

describe('by push', () => {
  test('a visitor who is away hears who answered and what, and a click leads to the message', async () => {
    const { reply, pass, shown, device, conversation, workspaceId, knocks } = await startWithPush();
    const answer = await reply(conversation, 'It is in stock');
    await pass(29);
    expect(shown(device)).toEqual([]);
    await pass(1);
    expect(shown(device)).toEqual([
      {
        type: 'show',
        workspaceId,
        threadId: conversation.threadId,
        messageId: answer.id,
        team: 'Teapots & Co',
        name: 'Mara',
        text: 'It is in stock',
        count: 1,
        url: `http://localhost:8787/talk/${workspaceId}#${answer.id}`,
        page: null,
      },
    ]);
    expect(await knocks(conversation)).toMatchObject([
      { messageId: answer.id, rung: 'push', at: '2026-11-18T10:00:30.000Z', hasFailed: false, seenAt: null },
    ]);
  });

  test('a lock screen shows what was said, and no mark that only a messenger draws', async () => {
    const { reply, pass, shown, device, conversation } = await startWithPush();
    await reply(conversation, 'It **left** today:\n- `A-1`\n- *B*');
    await pass(60);
    expect(shown(device)).toMatchObject([{ type: 'show', text: 'It left today:\nA-1\nB' }]);
  });

  test('I7 of five hundred answers he hears once, and looks wait for one', async () => {
    const { reply, pass, shown, device, conversation, looks } = await startWithPush();
    for (let n = 0; n < 20; n++) await reply(conversation, `Answer ${n}`);
    expect(await looks()).toHaveLength(1);
    await pass(60);
    await pass(3_600);
    expect(shown(device)).toMatchObject([{ type: 'show', text: 'Answer 19', count: 20 }]);
  });

  test('what he reads in time he is not told of; what he reads later is taken away, and the team sees when', async () => {
    const { reply, pass, read, shown, device, conversation, knocks } = await startWithPush();
    await reply(conversation);
    await read(conversation);
    await pass(120);
    expect(shown(device)).toEqual([]);
    await reply(conversation, 'And this');
    await pass(30);
    await pass(180);
    await read(conversation);
    expect(shown(device).map(({ type }) => type)).toEqual(['show', 'close']);
    expect(await knocks(conversation)).toMatchObject([
      { at: '2026-11-18T10:02:30.000Z', seenAt: '2026-11-18T10:05:30.000Z' },
    ]);
    await reply(conversation, 'The next');
    await pass(30);
    expect(shown(device).map(({ type }) => type)).toEqual(['show', 'close', 'show']);
  });

  test('where the workspace wants it so, a push says nothing of who and what', async () => {
    const { reply, pass, shown, device, conversation, agent } = await startWithPush();
    await changeWaysBack(agent.ctx, { showsWords: false, pushAfterSeconds: 5 });
    await reply(conversation, 'Your results are here');
    await pass(5);
    expect(shown(device)).toMatchObject([{ team: 'Teapots & Co', name: null, text: null }]);
  });

  test('what was written before he asked to be told, he is told of', async () => {
    const { reply, pass, shown, subscribe, conversation } = await start();
    await reply(conversation);
    await pass(600);
    const device = await subscribe(conversation);
    await pass(30);
    expect(shown(device)).toHaveLength(1);
  });

  test('who is proven to be himself is led to his page, where he can prove it again', async () => {
    const { reply, pass, shown, device, conversation, setVisitor, prove } = await startWithPush();
    await prove(conversation);
    await setVisitor(conversation, { pageUrl: 'https://shop.example/cart' });
    await reply(conversation);
    await pass(30);
    const url = expect.stringMatching(/^https:\/\/shop\.example\/cart#everthread=[\da-f-]{36}$/);
    expect(shown(device)).toMatchObject([{ url }]);
  });
});

describe('Q5 on a shared device', () => {
  test('who logs out is pushed to no more, and what the window had let in opens nothing', async () => {
    const { reply, pass, shown, device, conversation, surroundings, workspaceId, workspace } = await startWithPush();
    await forgetKey(surroundings, workspaceId, conversation.visitor.actor.keyHash);
    await reply(conversation);
    await pass(60);
    expect(shown(device)).toEqual([]);
    const holder = { ...workspace, actor: { kind: 'key-holder' as const, workspaceId, keyHash: hashKey(device.key) } };
    await expect(openSession(holder, undefined)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('the next who asks to be told there takes the browser over', async () => {
    const { reply, pass, shown, subscribe, newThread, newBrowser, conversation } = await start();
    const browser = await newBrowser();
    await subscribe(conversation, browser);
    await subscribe(await newThread(), browser);
    await reply(conversation);
    await pass(60);
    expect(shown(browser)).toEqual([]);
  });

  test('a device that was ended is pushed to no more', async () => {
    const { reply, pass, shown, device, conversation } = await startWithPush();
    const devices = await listVisitorDevices(conversation.visitor);
    expect(devices.map(({ name, isCurrent, isPushedTo }) => [name, isCurrent, isPushedTo]).toSorted()).toEqual(
      [
        [null, true, false],
        ['Chrome on Linux', false, true],
      ].toSorted(),
    );
    const pushed = devices.find(({ isPushedTo }) => isPushedTo);
    if (pushed) await endVisitorDevice(conversation.visitor, pushed.id);
    await reply(conversation);
    await pass(60);
    expect(shown(device)).toEqual([]);
    expect(await listVisitorDevices(conversation.visitor)).toHaveLength(1);
  });
});

describe('Q4 where the push service is in trouble', () => {
  test.each([404, 410, 403])('after %i the device is forgotten, and mail takes over', async (status) => {
    const { reply, pass, triesOf, conversation, setVisitor, knocks } = await startWithPush();
    const address = `u${newKey()}@example.com`;
    await setVisitor(conversation, { mailAddress: address, mailProof: 'proven' });
    service.script({ status });
    await reply(conversation);
    await pass(30);
    expect(await getWayBack(conversation.visitor)).toMatchObject({ pushes: 0 });
    await pass(900);
    expect(triesOf()).toBe(1);
    expect(mailbox.mailsTo(address)).toHaveLength(1);
    expect((await knocks(conversation)).map(({ rung, hasFailed }) => [rung, hasFailed])).toEqual([
      ['mail', false],
      ['push', true],
    ]);
  });

  test.each([429, 503])('after %i it is tried again until it is taken, and there is no mail', async (status) => {
    const { reply, pass, triesOf, shown, device, conversation, setVisitor } = await startWithPush();
    const address = `u${newKey()}@example.com`;
    await setVisitor(conversation, { mailAddress: address, mailProof: 'proven' });
    service.script({ status }, { status });
    await reply(conversation);
    for (const seconds of [30, 2, 4, 8]) await pass(seconds);
    await pass(7_200);
    expect([triesOf(), shown(device).length, mailbox.mailsTo(address).length]).toEqual([3, 1, 0]);
  });

  test('what was read while it was in trouble is not pushed any more', async () => {
    const { reply, pass, read, shown, device, conversation } = await startWithPush();
    service.script({ status: 503 });
    await reply(conversation);
    await pass(30);
    await read(conversation);
    await pass(600);
    expect(shown(device).filter(({ type }) => type === 'show')).toEqual([]);
  });

  test('what its service finds too long goes without the words', async () => {
    const { reply, pass, shown, device, conversation } = await startWithPush();
    service.script({ status: 413 });
    await reply(conversation, '长'.repeat(3_000));
    await pass(30);
    expect(shown(device)).toMatchObject([{ type: 'show', name: 'Mara', text: null }]);
  });
});

describe('as he wants it', () => {
  test.each([
    ['never', [0, 0]],
    ['push', [1, 0]],
    ['mail', [0, 1]],
    ['any', [1, 0]],
    ['done', [0, 0]],
  ] as const)('%s', async (choice, expected) => {
    const { reply, pass, shown, device, conversation, setVisitor } = await startWithPush();
    const address = `u${newKey()}@example.com`;
    await setVisitor(conversation, { mailAddress: address, mailProof: 'proven' });
    await changeWayBack(conversation.visitor, { choice });
    await reply(conversation);
    await pass(30);
    await pass(3_600);
    expect([shown(device).length, mailbox.mailsTo(address).length]).toEqual(expected);
  });

  test('in his quiet hours he hears nothing, and in the morning of all at once', async () => {
    const { reply, pass, shown, device, conversation } = await startWithPush();
    await changeWayBack(conversation.visitor, { quiet: { timeZone: 'UTC', from: '09:00', to: '12:00' } });
    await reply(conversation, 'One');
    await pass(600);
    await reply(conversation, 'Two');
    await pass(600);
    expect(shown(device)).toEqual([]);
    await pass(6_000);
    expect(shown(device)).toMatchObject([{ text: 'Two', count: 2 }]);
  });

  test.each([
    ['Asia/Tokyo', []], // 19:00 there, and quiet
    ['Not/AZone', [{ text: 'One' }]],
    [null, [{ text: 'One' }]],
  ])('his quiet hours go with him: last seen in %s', async (timeZone, told) => {
    const { reply, pass, shown, device, conversation } = await startWithPush();
    const { visitor } = conversation;
    await changeWayBack(visitor, { quiet: { timeZone: 'Europe/Madrid', from: '18:00', to: '22:00' } });
    await inWorkspace(visitor, [
      visitor.db.update(visitors).set({ timeZone }).where(eq(visitors.id, visitor.actor.visitorId)),
    ]);
    await reply(conversation, 'One');
    await pass(60);
    expect(shown(device)).toMatchObject(told);
  });
});
