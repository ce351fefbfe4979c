import { afterAll, beforeAll, expect, test } from 'vitest';
import { newKey } from '../../test/conversations.ts';
import { type Mailbox, startMailbox } from '../../test/mailbox.ts';
import { openPushService, type PushService } from '../../test/push-service.ts';
import { workspaceWithWaysBack } from '../../test/ways-back.ts';
import { forgetKey } from '../visitors/forget-key.ts';
import { hashKey } from '../visitors/key-hash.ts';
import { keepVisitorDevice } from './keep-device.ts';
import { answerPass, makePass, showPass } from './passes.ts';
import { listVisitorDevices } from './way-back.ts';

let service: PushService;
let mailbox: Mailbox;
beforeAll(async () => {
  [service, mailbox] = await Promise.all([openPushService(), startMailbox()]);
});
afterAll(() => Promise.all([service.stop(), mailbox.stop()]));

/** A visitor on a site that shows notifications itself: the subscription hangs on the key that the site's page keeps. */
async function start() {
  const place = await workspaceWithWaysBack(service, mailbox);
  const key = newKey();
  const conversation = await place.newThread(key);
  const { surroundings, workspaceId, newBrowser } = place;
  const onSite = async () => {
    const { endpoint, keys } = await newBrowser();
    await keepVisitorDevice(surroundings, { workspaceId, key, endpoint, keys });
    return { endpoint };
  };
  return { ...place, key, conversation, onSite };
}

test('a push to the site’s own worker says on which page its visitor was', async () => {
  const { conversation, onSite, setVisitor, reply, pass, shown } = await start();
  const device = await onSite();
  await setVisitor(conversation, { pageUrl: 'https://shop.example/lamps' });
  const { id } = await reply(conversation);
  await pass(30);
  expect(shown(device)).toMatchObject([{ messageId: id, page: 'https://shop.example/lamps' }]);
});

test('I7 a browser that is pushed to on the site is pushed to in our window no more, and the other way round', async () => {
  const { conversation, onSite, subscribe, reply, pass, read, shown } = await start();
  const inWindow = await subscribe(conversation);
  const site = await onSite();
  await reply(conversation);
  await pass(30);
  await read(conversation);
  expect(shown(inWindow)).toEqual([]);
  expect(shown(site)).toMatchObject([{ type: 'show' }, { type: 'close' }]);

  const again = await subscribe(conversation);
  await reply(conversation);
  await pass(30);
  expect(shown(again)).toMatchObject([{ type: 'show' }]);
  expect(shown(site)).toHaveLength(2);
});

test('his phone is another browser: it is pushed to as before', async () => {
  const { conversation, onSite, newBrowser, surroundings, workspaceId, reply, pass, shown } = await start();
  const [{ pass: carried }, phone, { endpoint, keys }] = [
    await makePass(conversation.visitor, { purpose: 'carry' }),
    newKey(),
    await newBrowser(),
  ];
  await showPass(surroundings, { workspaceId, pass: carried, key: phone, name: 'Chrome · Android' });
  await answerPass(conversation.visitor, { pass: carried, isMine: true });
  await keepVisitorDevice(surroundings, { workspaceId, key: phone, endpoint, keys });
  const site = await onSite();
  await reply(conversation);
  await pass(30);
  expect([shown({ endpoint }).length, shown(site).length]).toEqual([1, 1]);
});

test('Q5 who logs out on the site is pushed to there no more', async () => {
  const { conversation, key, onSite, surroundings, workspaceId, reply, pass, shown } = await start();
  const site = await onSite();
  expect(await listVisitorDevices(conversation.visitor)).toMatchObject([{ isCurrent: true, isPushedTo: true }]);
  await forgetKey(surroundings, workspaceId, hashKey(key));
  await reply(conversation);
  await pass(30);
  expect(shown(site)).toEqual([]);
});
