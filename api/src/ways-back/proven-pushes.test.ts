import { MergeId } from '@everthread/shared/models/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mailbox, startMailbox } from '../../test/mailbox.ts';
import { openPushService, type PushService } from '../../test/push-service.ts';
import { workspaceWithWaysBack } from '../../test/ways-back.ts';
import { revokeIdentitySecret } from '../identity/secrets.ts';
import { mergeVisitors } from '../merges/merge-visitors.ts';

let service: PushService;
let mailbox: Mailbox;
beforeAll(async () => {
  [service, mailbox] = await Promise.all([openPushService(), startMailbox()]);
});
afterAll(() => Promise.all([service.stop(), mailbox.stop()]));

test('T7 a browser that was merged into who is proven, without his proof, is pushed to no more', async () => {
  const { agent, surroundings, reply, pass, shown, subscribe, newThread, prove } = await workspaceWithWaysBack(
    service,
    mailbox,
  );
  const [known, stranger] = [await newThread(), await newThread()];
  const [own, others] = [await subscribe(known), await subscribe(stranger)];
  await prove(known);
  const { threadId } = await mergeVisitors(agent.ctx, known.visitor.actor.visitorId, {
    id: MergeId.parse(surroundings.newId()),
    mergedId: stranger.visitor.actor.visitorId,
  });
  await reply({ ...known, threadId }, 'Your account number is 4711');
  await pass(30);
  expect(shown(own)).toMatchObject([{ text: 'Your account number is 4711' }]);
  expect(shown(others)).toEqual([]);
});

test('T7 where all that could prove him was revoked, nobody is pushed to', async () => {
  const { agent, reply, pass, shown, subscribe, newThread, prove } = await workspaceWithWaysBack(service, mailbox);
  const known = await newThread();
  const device = await subscribe(known);
  const secretId = await prove(known);
  await revokeIdentitySecret(agent.ctx, secretId);
  await reply(known);
  await pass(30);
  expect(shown(device)).toEqual([]);
});
