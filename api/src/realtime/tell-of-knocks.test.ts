import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mailbox, startMailbox } from '../../test/mailbox.ts';
import { openPushService, type PushService } from '../../test/push-service.ts';
import { workspaceWithWaysBack } from '../../test/ways-back.ts';

let service: PushService;
let mailbox: Mailbox;
beforeAll(async () => {
  [service, mailbox] = await Promise.all([openPushService(), startMailbox()]);
});
afterAll(() => Promise.all([service.stop(), mailbox.stop()]));

test('P37 the team hears that a visitor was told, that it reached nobody, and that he has seen it; he hears nothing', async () => {
  const { newThread, subscribe, reply, pass, read, told } = await workspaceWithWaysBack(service, mailbox);
  const conversation = await newThread();
  await subscribe(conversation);
  const heard = () => {
    const frames = told.filter(({ frame }) => frame.type === 'knock.changed');
    told.length = 0;
    expect(frames.every(({ room }) => room.startsWith('team'))).toBe(true);
    return frames.map(({ frame }) => frame);
  };
  const changed = { type: 'knock.changed', threadId: conversation.threadId };

  await reply(conversation);
  expect(heard()).toEqual([]);
  await pass(30);
  expect(heard()).toEqual([changed]);
  await read(conversation);
  expect(heard()).toEqual([changed]);

  service.script({ status: 410 });
  await reply(conversation);
  await pass(30);
  expect(heard()).toEqual([changed, changed]);
});
