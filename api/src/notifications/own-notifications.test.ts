import { ChangeId } from '@everthread/shared/models/ids';
import { NotificationChange, NotificationSettings } from '@everthread/shared/models/notification';
import { expect, test } from 'vitest';
import { newThread, workspaceWithThread } from '../../test/conversations.ts';
import { newAgent } from '../../test/factories.ts';
import { setAgent } from '../../test/notices.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { markTopicRead } from '../topics/mark-topic-read.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import { changeNotifications, ownNotifications } from './own-notifications.ts';

const surroundings = await testSurroundings();
const OFF = { push: false, mail: false, sound: false, badge: false };

test('who has chosen nothing is told as it comes', async () => {
  const { agent } = await workspaceWithThread(surroundings);
  const { settings } = await ownNotifications(agent);
  expect(settings).toEqual(DEFAULT_SETTINGS);
  expect(NotificationSettings.parse(settings)).toEqual(settings);
});

test('what is named changes, the rest and other agents’ stay', async () => {
  const { agent, workspace } = await workspaceWithThread(surroundings);
  const ben = await newAgent(workspace, 'viewer', 'Ben');
  await changeNotifications(ben.ctx, { kinds: { team: OFF } });
  const quiet = { timeZone: 'Europe/Berlin', from: '22:00', to: '07:00' };
  const changed = await changeNotifications(ben.ctx, { kinds: { mine: OFF }, quiet });
  expect(changed).toEqual({ ...DEFAULT_SETTINGS, quiet, kinds: { ...DEFAULT_SETTINGS.kinds, team: OFF, mine: OFF } });
  expect((await ownNotifications(ben.ctx)).settings).toEqual(changed);
  expect(await changeNotifications(ben.ctx, { quiet: null })).toMatchObject({ quiet: null, kinds: { mine: OFF } });
  expect((await ownNotifications(agent)).settings).toEqual(DEFAULT_SETTINGS);
});

test('an inbox that knows one way less changes those it knows: what was chosen of the others stays, or is as it comes', async () => {
  const { agent, workspace } = await workspaceWithThread(surroundings);
  const ben = await newAgent(workspace, 'agent', 'Ben');
  const known = { push: false, sound: false, badge: false };
  const change = NotificationChange.parse({ kinds: { mine: known } });
  const stays = { ...OFF, mail: !DEFAULT_SETTINGS.kinds.mine.mail };
  await changeNotifications(ben.ctx, { kinds: { mine: stays } });
  expect((await changeNotifications(ben.ctx, change)).kinds).toEqual({ ...DEFAULT_SETTINGS.kinds, mine: stays });

  const stored = { ...DEFAULT_SETTINGS, kinds: { ...DEFAULT_SETTINGS.kinds, mine: known } } as NotificationSettings;
  await setAgent(workspace, ben, { notifications: stored });
  const asItComes = { ...OFF, mail: DEFAULT_SETTINGS.kinds.mine.mail };
  expect((await changeNotifications(ben.ctx, change)).kinds.mine).toEqual(asItComes);
  expect((await ownNotifications(agent)).settings).toEqual(DEFAULT_SETTINGS);
});

test('unread is what visitors wrote in open topics that are one’s own, one’s team’s, nobody’s or followed', async () => {
  const { agent, workspace, topicId } = await workspaceWithThread(surroundings);
  const ben = await newAgent(workspace, 'agent', 'Ben');
  const [read, bens] = [await newThread(workspace), await newThread(workspace)];
  const change = (id: typeof topicId, assigneeId: typeof ben.agentId) =>
    changeTopic(ben.ctx, id, { id: ChangeId.parse(workspace.newId()), assigneeId });
  await markTopicRead(agent, read.topicId, { seq: 1 });
  await change(bens.topicId, ben.agentId);

  const idsOf = async (ctx: typeof agent) => (await ownNotifications(ctx)).unread.map(({ topic }) => topic.id);
  expect(await idsOf(agent)).toEqual([topicId]);
  expect((await idsOf(ben.ctx)).toSorted()).toEqual([topicId, read.topicId, bens.topicId].toSorted());
});
