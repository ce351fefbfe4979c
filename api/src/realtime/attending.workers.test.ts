import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { anAgent, aVisitor, open, roomOf } from '../../test/live.ts';
import { until } from '../../test/until.ts';

const teamOf = ({ workspaceId }: { workspaceId: ReturnType<typeof anAgent>['workspaceId'] }) =>
  ({ room: 'team', workspaceId }) as const;

test('P33 a window says that somebody sits before it, nobody else hears so, and it is remembered through hibernation', async () => {
  const ada = anAgent();
  const ben = anAgent({ workspaceId: ada.workspaceId });
  const team = teamOf(ada);
  const [own, theirs] = await Promise.all([open(ada), open(ben)]);
  const windows = () => roomOf(team).whoAttends(team);
  expect((await windows()).map(({ isAttending }) => isAttending)).toEqual([false, false]);
  const heardBefore = theirs.heard.length;

  own.say({ type: 'attending', isAttending: true });
  const who = { agentId: ada.agentId, sessionId: ada.sessionId, isAttending: true };
  await until(async () => expect(await windows()).toContainEqual(who));
  await evictDurableObject(roomOf(team));
  expect(await windows()).toContainEqual(who);
  expect(theirs.heard).toHaveLength(heardBefore);

  own.say({ type: 'attending', isAttending: false });
  await until(async () => expect(await windows()).toContainEqual({ ...who, isAttending: false }));
  own.close();
  await own.closed;
  await until(async () => expect((await windows()).map(({ agentId }) => agentId)).toEqual([ben.agentId]));
});

test('P33 nobody sits before a window that was not heard of for 45 seconds', async () => {
  const ada = anAgent();
  const team = teamOf(ada);
  const own = await open(ada);
  own.say({ type: 'attending', isAttending: true });
  await until(async () => expect(await roomOf(team).whoAttends(team)).toHaveLength(1));

  await runInDurableObject(roomOf(team), (_room, state) => {
    for (const socket of state.getWebSockets()) {
      socket.serializeAttachment({ ...socket.deserializeAttachment(), openedAt: Date.now() - 45_000 });
    }
  });
  await evictDurableObject(roomOf(team));

  expect(await roomOf(team).whoAttends(team)).toEqual([]);
});

test('P33 what a visitor says of himself so is not heard', async () => {
  const visitor = aVisitor();
  const his = await open(visitor);
  his.say({ type: 'attending', isAttending: true });
  his.say('ping');

  await until(() => expect(his.pongs).toHaveLength(1));
  expect(await roomOf(visitor).whoAttends(visitor)).toEqual([]);
});
