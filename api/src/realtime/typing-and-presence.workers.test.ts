import { runInDurableObject } from 'cloudflare:test';
import { VisitorId } from '@everthread/shared/models/ids';
import { expect, test, vi } from 'vitest';
import { anAgent, aVisitor, open, roomOf } from '../../test/live.ts';

const typingIn = ({ heard }: { heard: { frame: { type: string } }[] }) =>
  heard.filter(({ frame }) => frame.type === 'typing').map(({ frame }) => frame);

test('P21 a visitor’s typing reaches his team, and nobody else', async () => {
  const visitor = aVisitor();
  const [agent, stranger] = [anAgent({ workspaceId: visitor.workspaceId }), anAgent()];
  const [team, elsewhere, own, otherTab] = await Promise.all([agent, stranger, visitor, visitor].map(open));

  own?.say({ type: 'typing' });

  await vi.waitFor(() =>
    expect(team && typingIn(team)).toEqual([{ type: 'typing', visitorId: visitor.visitorId, agent: null }]),
  );
  expect([elsewhere, own, otherTab].flatMap((socket) => (socket ? typingIn(socket) : []))).toEqual([]);
});

test('P21 an agent’s typing reaches the visitor he names and his colleagues, not his own windows', async () => {
  const visitor = aVisitor();
  const { workspaceId } = visitor;
  const [agent, colleague] = [anAgent({ workspaceId, name: 'Support' }), anAgent({ workspaceId })];
  const [own, ownToo, theirs, his] = await Promise.all([agent, agent, colleague, visitor].map(open));

  own?.say({ type: 'typing', visitorId: visitor.visitorId });

  await vi.waitFor(() => expect(his && typingIn(his)).toEqual([{ type: 'typing', name: 'Support' }]));
  await vi.waitFor(() =>
    expect(theirs && typingIn(theirs)).toEqual([
      { type: 'typing', visitorId: visitor.visitorId, agent: { id: agent.agentId, name: 'Support' } },
    ]),
  );
  expect([own, ownToo].flatMap((socket) => (socket ? typingIn(socket) : []))).toEqual([]);
});

test('P21 an agent cannot tell it to a visitor of another workspace', async () => {
  const visitor = aVisitor();
  const [his, agent] = await Promise.all([open(visitor), open(anAgent())]);

  agent.say({ type: 'typing', visitorId: visitor.visitorId });
  agent.say('ping');

  await vi.waitFor(() => expect(agent.pongs).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(typingIn(his)).toEqual([]);
});

test('P21 however often it is said, it is passed on once in a while', async () => {
  const visitor = aVisitor();
  const team = await open(anAgent({ workspaceId: visitor.workspaceId }));
  const tabs = await Promise.all([visitor, visitor, visitor].map(open));

  for (const tab of tabs) for (let said = 0; said < 10; said += 1) tab.say({ type: 'typing' });

  await vi.waitFor(() => expect(typingIn(team).length).toBeGreaterThan(0));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(typingIn(team)).toHaveLength(1);
});

test('P21 typing to nobody leaves nothing behind', async () => {
  const agent = anAgent();
  const socket = await open(agent);
  const visitorId = VisitorId.parse(crypto.randomUUID());
  const nobodys = roomOf({ room: 'visitor', workspaceId: agent.workspaceId, visitorId });

  socket.say({ type: 'typing', visitorId });
  await new Promise((resolve) => setTimeout(resolve, 200));

  const tables = await runInDurableObject(nobodys, (_room, { storage }) =>
    storage.sql
      .exec("select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\'")
      .toArray(),
  );
  expect(tables).toEqual([]);
});

test('P22 who opens a window learns who is here, and everybody when that changes', async () => {
  const first = anAgent();
  const second = anAgent({ workspaceId: first.workspaceId });
  const both = [first.agentId, second.agentId].toSorted();
  const one = await open(first);
  const two = await open(second);
  const twoToo = await open(second);

  await vi.waitFor(() => expect(one.here).toEqual([[first.agentId], both]));
  await vi.waitFor(() => expect([two.here, twoToo.here]).toEqual([[both], [both]]));

  two.close();
  await two.closed;
  expect(one.here).toHaveLength(2); // one of two windows is no news
  twoToo.close();
  await vi.waitFor(() => expect(one.here).toEqual([[first.agentId], both, [first.agentId]]));
});
