import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { MessageId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { promiseNothing } from '../../test/factories.ts';
import { surroundingsOf } from '../http/surroundings.ts';
import { sendMessage } from '../messages/send-message.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { clockName } from '../realtime/clock-name.ts';
import { search } from './search.ts';

test('what was said is found after the alarm that it set, and the outbox has its own', async () => {
  // So far ahead that no alarm goes off by itself meanwhile.
  const inAnHour = Date.now() + 3_600_000;
  const surroundings = { ...surroundingsOf(env), now: () => new Date(inAnHour) };
  const { visitor, threadId, agent, workspace } = await workspaceWithThread(surroundings);
  const { workspaceId } = workspace.actor;
  await promiseNothing(workspace); // and so nothing is due later
  await drainOutbox(surroundings, env, workspaceId);
  const alarmOf = (name: string) =>
    runInDurableObject(env.CLOCK.getByName(name), (_, { storage }) => storage.getAlarm());
  const found = async () => (await search(agent, { text: 'refund' })).messages.length;
  await sendMessage(visitor, threadId, { id: MessageId.parse(crypto.randomUUID()), text: 'Where is my refund?' });
  await drainOutbox(surroundings, env, workspaceId);
  expect(await alarmOf(workspaceId)).toBeNull();
  expect(await alarmOf(clockName(workspaceId, 'search'))).toBe(inAnHour + 2_000);
  const clock = env.CLOCK.getByName(clockName(workspaceId, 'search'));
  while (await runDurableObjectAlarm(clock)) {} // until a look finds nothing
  expect([await found(), await alarmOf(clockName(workspaceId, 'search'))]).toEqual([1, null]);
});

test('a Clock does only what it was named for', async () => {
  const { workspace } = await workspaceWithThread(surroundingsOf(env));
  const { workspaceId } = workspace.actor;
  await runInDurableObject(env.CLOCK.getByName(workspaceId), async (clock) => {
    await expect(clock.wakeAt(workspaceId, Date.now(), 'search')).rejects.toThrow('another Clock');
  });
});
