import { MergeId } from '@everthread/shared/models/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kindsOf, workspaceWithPushes } from '../../test/notices.ts';
import { openPushService, type PushService } from '../../test/push-service.ts';
import { mergeVisitors } from '../merges/merge-visitors.ts';
import { markTopicRead } from '../topics/mark-topic-read.ts';

let service: PushService;
beforeAll(async () => {
  service = await openPushService();
});
afterAll(() => service.stop());

test('an agent who is away is told who wrote and what, and where it stands', async () => {
  const { newReachable, newThread, settle, shown, workspace } = await workspaceWithPushes(service);
  const ada = await newReachable('Ada');
  const { threadId, topicId } = await newThread();
  await settle();

  expect(shown(ada)).toMatchObject([
    {
      type: 'show',
      workspaceId: workspace.actor.workspaceId,
      notices: [{ kind: 'unassigned', threadId, topicId, name: null, text: 'Hello' }],
      more: 0,
    },
  ]);
  expect(service.received.findLast(({ endpoint }) => endpoint === ada.endpoint)).toMatchObject({
    urgency: 'normal',
    topic: topicId.replaceAll('-', ''),
    ttl: 24 * 60 * 60,
  });
});

test('nobody is told before somebody could have seen it, nor once it was answered', async () => {
  const { newReachable, newThread, followUp, settle, shown, reply } = await workspaceWithPushes(service);
  const [ada, ben] = [await newReachable('Ada'), await newReachable('Ben')];
  const thread = await newThread();
  await followUp();
  expect(shown(ada)).toEqual([]);

  await reply(ben, thread);
  await settle();
  expect([...shown(ada), ...shown(ben)]).toEqual([]);
});

test('of all that is unread in a topic he is told once; of what comes after he has read, again', async () => {
  const { newReachable, newThread, settle, shown, write, pass } = await workspaceWithPushes(service);
  const ada = await newReachable('Ada');
  const thread = await newThread();
  for (let n = 0; n < 5; n++) await write(thread, `Message ${n}`);
  await settle();
  for (let n = 5; n < 8; n++) {
    await write(thread, `Message ${n}`);
    pass(60_000);
    await settle();
  }
  expect(shown(ada)).toMatchObject([{ notices: [{ text: 'Message 4' }] }]);

  await markTopicRead(ada.ctx, thread.topicId, { seq: 9 });
  await settle(60_000);
  await write(thread, 'And now?');
  await settle();
  expect(shown(ada).filter(({ type }) => type === 'show')).toMatchObject([{}, { notices: [{ text: 'And now?' }] }]);
});

test('I7 fifty messages in ten threads in a moment are one push', async () => {
  const { newReachable, newThread, settle, shown, write } = await workspaceWithPushes(service);
  const ada = await newReachable('Ada');
  const threads = await Promise.all(Array.from({ length: 10 }, newThread));
  for (const thread of threads) for (let n = 0; n < 5; n++) await write(thread, `Message ${n}`);
  await settle();

  expect(shown(ada)).toMatchObject([{ type: 'show', notices: [{}, {}, {}], more: 7 }]);
});

test('what comes soon after a push waits, and comes together', async () => {
  const { newReachable, newThread, settle, shown } = await workspaceWithPushes(service);
  const ada = await newReachable('Ada');
  await newThread();
  await settle();
  await newThread();
  await settle();
  await newThread();
  await settle();
  expect(shown(ada)).toHaveLength(1);
  await settle(30_000);
  expect(kindsOf(shown(ada))).toEqual([['unassigned'], ['unassigned', 'unassigned']]);
});

test('it concerns whoever has the topic, and who follows it; else his team, else everybody', async () => {
  const { newReachable, newThread, settle, shown, write, change, newTeam, pass } = await workspaceWithPushes(service);
  const [ada, ben, cleo] = [await newReachable('Ada'), await newReachable('Ben'), await newReachable('Cleo')];
  const team = await newTeam([cleo]);
  const [given, teams] = [await newThread(), await newThread()];
  await change(ben, given, { assigneeId: ben.agentId, addFollowerIds: [ada.agentId] });
  await change(ben, teams, { teamId: team });
  await settle();

  expect([kindsOf(shown(ada)), kindsOf(shown(ben)), kindsOf(shown(cleo))]).toEqual([
    [['followed']],
    [['mine']],
    [['team']],
  ]);
  pass(60_000);
  await change(ben, teams, { assigneeId: ada.agentId });
  await write(teams, 'Anybody?');
  await settle();
  expect(kindsOf(shown(ada)).at(-1)).toEqual(['assignment']); // and not once more that there is something to read in it
  expect([shown(ada), shown(ben), shown(cleo)].map((all) => all.filter(({ type }) => type === 'show').length)).toEqual([
    2, 1, 1,
  ]);
});

test('who sits before an open inbox is not pushed to; who has one open and does not look is', async () => {
  const { newReachable, newThread, settle, shown, sitsBefore, write, pass } = await workspaceWithPushes(service);
  const ada = await newReachable('Ada');
  sitsBefore(ada);
  const thread = await newThread();
  await settle();
  expect(shown(ada)).toEqual([]);

  sitsBefore(ada, false);
  pass(60_000);
  await write(thread, 'Still there?');
  await settle();
  expect(shown(ada)).toMatchObject([{ notices: [{ text: 'Still there?' }] }]);
});

test('what was put off and then not told keeps nothing that comes later from being told', async () => {
  const { newReachable, newThread, settle, shown, sitsBefore, write } = await workspaceWithPushes(service);
  const ada = await newReachable('Ada');
  await newThread();
  await settle();
  const second = await newThread();
  await settle(); // too soon after the first: put off
  sitsBefore(ada);
  await settle(30_000); // and when its time comes she sits before her inbox

  sitsBefore(ada, false);
  await settle(60_000);
  await write(second, 'Still there?');
  await settle();
  expect(shown(ada).at(-1)).toMatchObject({ type: 'show', notices: [{ text: 'Still there?' }] });
});

test('what was written before its writer was merged with another visitor is told all the same', async () => {
  const { newReachable, newThread, followUp, settle, shown } = await workspaceWithPushes(service);
  const ada = await newReachable('Ada');
  const [one, other] = [await newThread(), await newThread()];
  await followUp(); // it is known that it will be asked who saw them
  await mergeVisitors(ada.ctx, one.visitor.actor.visitorId, {
    id: MergeId.parse(crypto.randomUUID()),
    mergedId: other.visitor.actor.visitorId,
  });
  await settle();
  expect(kindsOf(shown(ada))).toEqual([['unassigned', 'unassigned']]);
});

test('what is read on one device goes from the others, and not where a window is open', async () => {
  const { newReachable, newThread, settle, shown, subscribe, sitsBefore, newSignIn } =
    await workspaceWithPushes(service);
  const ada = await newReachable('Ada');
  const atHome = await newSignIn(ada);
  const phone = { ...atHome, ...(await subscribe(atHome)) };
  const { topicId } = await newThread();
  await settle();
  expect([shown(ada), shown(phone)].map(({ length }) => length)).toEqual([1, 1]);

  sitsBefore(ada);
  await markTopicRead(ada.ctx, topicId, { seq: 1 });
  await settle();
  expect(shown(phone).at(-1)).toEqual({ type: 'close', topicIds: [topicId] });
  expect(shown(ada)).toHaveLength(1);
  const last = service.received.findLast(({ endpoint }) => endpoint === phone.endpoint);
  expect(last?.topic).toBe(topicId.replaceAll('-', '')); // what is still on its way is not shown first
});

test('what a colleague has answered or taken, nobody else need look at', async () => {
  const { newReachable, newThread, settle, shown, reply, change } = await workspaceWithPushes(service);
  const [ada, ben] = [await newReachable('Ada'), await newReachable('Ben')];
  const [answered, taken] = [await newThread(), await newThread()];
  await settle();
  await reply(ben, answered);
  await settle();
  expect(shown(ada).at(-1)).toEqual({ type: 'close', topicIds: [answered.topicId] });

  await change(ben, taken, { assigneeId: ben.agentId });
  await settle();
  expect(shown(ada).at(-1)).toEqual({ type: 'close', topicIds: [taken.topicId] });
});

test('what has been read before it could be sent is not sent', async () => {
  const { newReachable, newThread, settle, shown } = await workspaceWithPushes(service);
  const ada = await newReachable('Ada');
  const { topicId } = await newThread();
  service.script({ status: 503 });
  await settle();
  expect(shown(ada)).toEqual([]);

  await markTopicRead(ada.ctx, topicId, { seq: 1 });
  await settle(60_000);
  expect(shown(ada).filter(({ type }) => type === 'show')).toEqual([]);
});
