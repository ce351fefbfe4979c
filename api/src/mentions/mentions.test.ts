import { AgentId, MessageId, TeamId } from '@everthread/shared/models/ids';
import type { Mention } from '@everthread/shared/models/message';
import { expect, test } from 'vitest';
import { threadOf } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { leave, newAgent, type TestAgent } from '../../test/factories.ts';
import { outboxUnderTest } from '../../test/outbox-under-test.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { teamMembers, teams } from '../db/schema/teams.ts';
import { deleteMessage } from '../messages/change-message.ts';
import { toMessage, toTeamMessage } from '../messages/message-view.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { drainDueEvents } from '../outbox/drain-outbox.ts';
import { handlers } from '../outbox/handlers.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { markTopicRead } from '../topics/mark-topic-read.ts';
import { listMentions } from './list-mentions.ts';

async function start() {
  const place = await outboxUnderTest();
  const { workspace, agent, threadId } = place;
  const [ben, cleo] = await Promise.all([newAgent(workspace, 'agent', 'Ben'), newAgent(workspace, 'agent', 'Cleo')]);
  const newId = () => place.agent.newId();
  const note = (text: string, mentions: Mention[], who = agent) =>
    writeNote(who, threadId, { id: MessageId.parse(newId()), text, mentions });
  return {
    ...place,
    ben,
    cleo,
    note,
    named: ({ agentId: id }: TestAgent): Mention => ({ kind: 'agent', id }),
    newTeam: async (members: readonly TestAgent[]): Promise<Mention> => {
      const id = TeamId.parse(newId());
      const { workspaceId } = workspace.actor;
      await inWorkspace(workspace, [
        workspace.db.insert(teams).values({ workspaceId, id, name: `Team ${id}`, createdAt: workspace.now() }),
        ...members.map(({ agentId }) => workspace.db.insert(teamMembers).values({ workspaceId, teamId: id, agentId })),
      ]);
      return { kind: 'team', id };
    },
    texts: async ({ ctx }: TestAgent, unread?: 'true') =>
      (await listMentions(ctx, { unread })).mentions.map(({ text }) => text),
    followUp: () => drainDueEvents(place.ctx, { handlers, chance: () => 0, handlerLimitMs: 5_000 }),
  };
}

test('who is named in a note finds it among his mentions, and nobody else does', async () => {
  const { ben, cleo, note, named, texts, agent, threadId } = await start();
  const { message } = await note('@Ben can you look?', [named(ben)]);

  expect(await texts(ben)).toEqual(['@Ben can you look?']);
  expect(await texts(cleo)).toEqual([]);
  expect((await listMentions(ben.ctx, {})).mentions).toMatchObject([
    { messageId: message.id, seq: 2, by: { name: 'Ada' }, teamId: null, readAt: null },
  ]);
  expect((await threadOf(agent, threadId)).map(toTeamMessage).at(-1)?.mentions).toEqual([named(ben)]);
});

test('a team stands for all who are in it, each once, not for who writes', async () => {
  const { ben, cleo, note, named, newTeam, texts, workspace } = await start();
  const gone = await newAgent(workspace, 'agent', 'Gone');
  const team = await newTeam([ben, cleo, gone]);
  await leave(workspace, gone);
  await note('@Repairs and @Ben', [team, named(ben)], cleo.ctx);

  expect(await texts(ben)).toEqual(['@Repairs and @Ben']);
  expect((await listMentions(ben.ctx, {})).mentions).toMatchObject([{ teamId: null }]);
  expect(await texts(cleo)).toEqual([]);
});

test('whoever is not here cannot be named', async () => {
  const { agent, note, threadId } = await start();
  const stranger = await start();
  await note('@Nobody', [
    { kind: 'agent', id: stranger.ben.agentId },
    { kind: 'agent', id: AgentId.parse(agent.newId()) },
    await stranger.newTeam([stranger.ben]),
  ]);

  expect((await threadOf(agent, threadId)).map(toTeamMessage).at(-1)?.mentions).toBeUndefined();
  expect(await stranger.texts(stranger.ben)).toEqual([]);
});

test('the visitor learns nothing of it', async () => {
  const { ben, note, named, visitor, threadId, followUp, told } = await start();
  await note('@Ben canary-5', [named(ben)]);
  await followUp();

  const { messages } = await changesAfter(visitor, threadId, 0);
  expect(JSON.stringify(messages.map(toMessage))).not.toMatch(/canary-5|mention/);
  expect(JSON.stringify(told.filter(({ room }) => room.startsWith('visitor:')))).not.toMatch(/canary-5|mention/);
});

test('his windows are told, nobody else’s, once', async () => {
  const { ben, note, named, followUp, told } = await start();
  const { message } = await note('@Ben', [named(ben)]);
  await followUp();

  expect(told.filter(({ frame }) => frame.type === 'mentioned')).toMatchObject([
    { onlyAgent: ben.agentId, isPassing: true, frame: { mention: { messageId: message.id } } },
  ]);
});

test('reading the topic up to there reads it', async () => {
  const { ben, note, named, topicId, texts } = await start();
  await note('@Ben one', [named(ben)]);
  await note('@Ben two', [named(ben)]);

  await markTopicRead(ben.ctx, topicId, { seq: 2 });
  expect(await texts(ben, 'true')).toEqual(['@Ben two']);
  await markTopicRead(ben.ctx, topicId, { seq: 3 });
  expect(await texts(ben, 'true')).toEqual([]);
  expect((await texts(ben)).toSorted()).toEqual(['@Ben one', '@Ben two']);
});

test('a note written twice with one id names once', async () => {
  const { agent, ben, named, threadId, texts, countEvents } = await start();
  const twice = { id: MessageId.parse(agent.newId()), text: '@Ben', mentions: [named(ben)] };
  await writeNote(agent, threadId, twice);
  const events = await countEvents();
  await writeNote(agent, threadId, twice);

  expect(await texts(ben)).toEqual(['@Ben']);
  expect(await countEvents()).toBe(events);
});

test('of a note that was taken back nothing is said any more', async () => {
  const { agent, ben, note, named, threadId, texts } = await start();
  const { message } = await note('@Ben slip', [named(ben)]);
  await deleteMessage(agent, threadId, message.id);

  expect(await texts(ben)).toEqual(['']);
  expect((await threadOf(agent, threadId)).map(toTeamMessage).at(-1)?.mentions).toBeUndefined();
});

test('page by page all are there, each once', async () => {
  const { ben, note, named } = await start();
  for (let n = 0; n < 53; n++) await note(`@Ben ${n}`, [named(ben)]);

  const first = await listMentions(ben.ctx, {});
  const second = await listMentions(ben.ctx, { before: first.next ?? undefined });
  const seen = [...first.mentions, ...second.mentions].map(({ messageId }) => messageId);
  expect([first.mentions.length, second.mentions.length, second.next, new Set(seen).size]).toEqual([50, 3, null, 53]);
  await expect(listMentions(ben.ctx, { before: 'x' })).rejects.toMatchObject({ code: 'invalid' });
});

test('a note that names is one trip, and so is a message that does not', async () => {
  const { agent, ben, note, named, threadId } = await start();
  expect(await countTrips(() => note('@Ben', [named(ben)]))).toBe(1);
  expect(await countTrips(() => sendMessage(agent, threadId, { id: MessageId.parse(agent.newId()), text: 'Hi' }))).toBe(
    1,
  );
});
