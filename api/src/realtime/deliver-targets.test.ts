import { expect, test } from 'vitest';
import { MINUTE } from '../../test/promises.ts';
import { targetsUnderTest } from '../../test/targets.ts';
import { getThread } from '../threads/get-thread.ts';

test('P38 the team hears how a topic stands against its targets, as a reload would show it; the visitor hears nothing', async () => {
  const place = await targetsUnderTest();
  const team = () =>
    place.told.flatMap(({ frame }) =>
      frame.type === 'topic.changed' && frame.topic.id === place.topicId ? [frame.topic] : [],
    );
  const reloaded = async () =>
    (await getThread(place.agent, place.threadId)).topics.find(({ id }) => id === place.topicId);
  const heard: (string | undefined)[] = [];
  const step = async () => {
    await place.drain();
    expect(team().at(-1)).toEqual(await reloaded());
    heard.push(team().at(-1)?.target?.state);
  };
  await place.set({ minutes: { first: 60, next: null, done: null } });
  await step();
  await place.pass(45 * MINUTE);
  await step();
  await place.pass(15 * MINUTE);
  await step();
  await place.agentReplies();
  await step();
  expect(heard).toEqual(['open', 'soon', 'breached', undefined]);

  const toVisitors = place.told.filter(({ room }) => room.includes('visitor'));
  expect(toVisitors.length).toBeGreaterThan(0);
  expect(JSON.stringify(toVisitors)).not.toContain('target');
});
