import { PromiseId } from '@everthread/shared/models/ids';
import { afterAll, expect, test } from 'vitest';
import { newAgent } from '../../test/factories.ts';
import { kindsOf, workspaceWithPushes } from '../../test/notices.ts';
import { openPushService } from '../../test/push-service.ts';
import { DEFAULT_SETTINGS } from '../notifications/default-settings.ts';
import { giveWord } from './give-word.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const OFF = { push: false, mail: false, sound: false, badge: false };
const service = await openPushService();
afterAll(() => service.stop());

const quietOtherwise = { ...DEFAULT_SETTINGS, kinds: { ...DEFAULT_SETTINGS.kinds, mine: OFF, unassigned: OFF } };

/** A workspace that aims to answer within four hours, in which a visitor has waited for three, and somewhat more. */
async function waited() {
  const place = await workspaceWithPushes(service); // at ten
  const ada = await place.newReachable('Ada', quietOtherwise);
  const off = { ...quietOtherwise, kinds: { ...quietOtherwise.kinds, promise: OFF } };
  const ben = await place.newReachable('Ben', off);
  const quiet = { ...quietOtherwise, quiet: { timeZone: 'UTC', from: '12:00', to: '15:00' } };
  const cleo = await place.newReachable('Cleo', quiet);
  const conversation = await place.newThread();
  for (const minutes of [120, 40, 27, 1]) await place.settle(minutes * MINUTE);
  return { ...place, ada, ben, cleo, conversation };
}

test('whom a topic concerns is told once that its promise will hardly be kept, unless he wants not, or nothing now', async () => {
  const { ada, ben, cleo, shown, settle } = await waited();
  expect([shown(ada), shown(ben), shown(cleo)].map(kindsOf)).toEqual([[['promise']], [], []]);
  await settle(5 * MINUTE);
  expect(kindsOf(shown(ada))).toEqual([['promise']]);
});

test('once it is answered it is taken away, and who was to hear of it later hears nothing', async () => {
  const { ada, cleo, shown, settle, reply, notices, workspace, conversation } = await waited();
  const dora = await newAgent(workspace, 'agent', 'Dora');
  await reply(dora, conversation);
  await settle();
  expect(kindsOf(shown(ada))).toEqual([['promise'], 'close']);
  expect([await notices(ada), await notices(cleo)]).toEqual([[], []]);
  await settle(2 * HOUR);
  expect(shown(cleo)).toEqual([]);
});

test('of his own word an agent is told himself, and who has the topic once it was given to another', async () => {
  const place = await workspaceWithPushes(service);
  const ada = await place.newReachable('Ada', quietOtherwise);
  const ben = await place.newReachable('Ben', {
    ...quietOtherwise,
    kinds: { ...quietOtherwise.kinds, assignment: OFF },
  });
  const [own, given] = [await place.newThread(), await place.newThread()];
  for (const conversation of [own, given]) {
    const { message } = await place.reply(ada, conversation, 'I will look at it by two');
    const id = PromiseId.parse(place.surroundings.newId());
    await giveWord(ada.ctx, conversation.topicId, { id, messageId: message.id, dueAt: '2026-11-18T14:00:00.000Z' });
  }
  await place.change(ada, given, { assigneeId: ben.agentId });
  await place.settle(3 * HOUR);
  await place.settle();
  const topicsTold = (agent: typeof ada) =>
    place.shown(agent).flatMap((push) => (push.type === 'show' ? push.notices.map(({ topicId }) => topicId) : []));
  expect([topicsTold(ada), topicsTold(ben)]).toEqual([[own.topicId], [given.topicId]]);
});

test('once its visitor is told of another time it is taken away', async () => {
  const { ada, shown, settle, notices } = await waited();
  expect(kindsOf(shown(ada))).toEqual([['promise']]);
  await settle(29 * MINUTE);
  await settle();
  expect(kindsOf(shown(ada)).slice(0, 2)).toEqual([['promise'], 'close']);
  expect((await notices(ada)).filter(({ about }) => about === 'promise')).toEqual([]);
});
