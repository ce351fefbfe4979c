import { evictDurableObject } from 'cloudflare:test';
import { MessageId, ThreadId, TopicId } from '@everthread/shared/models/ids';
import type { TeamDown } from '@everthread/shared/protocol/down';
import { expect, test } from 'vitest';
import { anAgent, aVisitor, open, roomOf } from '../../test/live.ts';
import { until } from '../../test/until.ts';

const threadId = () => ThreadId.parse(crypto.randomUUID());
const framesOf = (type: string, { heard }: { heard: TeamDown[] }) => heard.filter(({ frame }) => frame.type === type);
const lookingIn = (listener: { heard: TeamDown[] }) =>
  framesOf('looking', listener).flatMap(({ frame }) => (frame.type === 'looking' ? frame.agents : []));

const scheduled = (writer: ReturnType<typeof anAgent>, text: string | null) => ({
  type: 'scheduled.changed' as const,
  scheduled: {
    id: MessageId.parse(crypto.randomUUID()),
    threadId: threadId(),
    rev: 1,
    state: 'waiting' as const,
    agent: { id: writer.agentId, name: writer.name },
    isHeld: true,
    dueAt: '2026-11-01T09:00:00.000Z',
    seenSeq: 1,
    words: text === null ? null : { text, quote: null, attachments: [] },
  },
});

test('P26 what a held reply says, its writer’s windows hear and nobody else’s', async () => {
  const writer = anAgent();
  const { workspaceId } = writer;
  const [own, theirs] = await Promise.all([writer, anAgent({ workspaceId })].map(open));
  const team = { room: 'team', workspaceId } as const;

  await roomOf(team).deliver(team, [
    { frame: scheduled(writer, 'Words'), onlyAgent: writer.agentId, isPassing: true },
    { frame: scheduled(writer, null), exceptAgent: writer.agentId, isPassing: true },
  ]);

  await until(() => {
    expect(own && framesOf('scheduled.changed', own)).toMatchObject([
      { frame: { scheduled: { words: { text: 'Words' } } } },
    ]);
    expect(theirs && framesOf('scheduled.changed', theirs)).toMatchObject([{ frame: { scheduled: { words: null } } }]);
  });
});

test('P26 P27 what is passing is neither kept nor numbered', async () => {
  const writer = anAgent();
  const team = { room: 'team', workspaceId: writer.workspaceId } as const;
  const first = await open(writer);
  await until(() => expect(first.heard).not.toEqual([]));
  const [welcome] = first.heard;
  if (welcome?.frame.type !== 'welcome') throw new Error('A socket begins with a welcome');
  const { epoch, n } = welcome.frame;
  first.say({ type: 'resume', epoch, after: n });

  await roomOf(team).deliver(team, [{ frame: scheduled(writer, 'Words'), isPassing: true }]);
  await until(() => expect(framesOf('scheduled.changed', first)).toHaveLength(1));
  expect(framesOf('scheduled.changed', first)[0]?.n).toBeUndefined();

  const later = await open(writer);
  later.say({ type: 'resume', epoch, after: n });
  later.say('ping');
  await until(() => expect(later.pongs).toHaveLength(1));
  expect(later.heard[0]?.frame).toMatchObject({ type: 'welcome', n });
  expect(framesOf('scheduled.changed', later)).toEqual([]);
});

test('P27 a draft is heard by its writer’s windows alone', async () => {
  const writer = anAgent();
  const { workspaceId, agentId } = writer;
  const [own, ownToo, theirs] = await Promise.all([writer, writer, anAgent({ workspaceId })].map(open));
  const team = { room: 'team', workspaceId } as const;
  const draft = {
    threadId: threadId(),
    kind: 'note',
    rev: 1,
    text: 'He',
    quote: null,
    mentions: [],
    kept: [],
  } as const;

  await roomOf(team).deliver(team, [
    {
      frame: { type: 'draft.changed', draft: { ...draft, mentions: [], kept: [] } },
      onlyAgent: agentId,
      isPassing: true,
    },
  ]);

  await until(() => {
    for (const window of [own, ownToo])
      expect(window && framesOf('draft.changed', window)).toMatchObject([{ frame: { draft: { text: 'He' } } }]);
  });
  expect(theirs && framesOf('draft.changed', theirs)).toEqual([]);
});

test('P28 what an agent looks at his colleagues learn, also those who come later, also after an eviction', async () => {
  const writer = anAgent();
  const { workspaceId, agentId } = writer;
  const team = { room: 'team', workspaceId } as const;
  const [own, theirs] = await Promise.all([writer, anAgent({ workspaceId })].map(open));
  const here = threadId();

  own?.say({ type: 'looking', threadId: here });
  await until(() => expect(theirs && lookingIn(theirs)).toEqual([{ id: agentId, threadIds: [here] }]));
  await evictDurableObject(roomOf(team));
  const late = await open(anAgent({ workspaceId }));
  await until(() => expect(lookingIn(late)).toEqual([{ id: agentId, threadIds: [here] }]));
});

test('P28 two windows look at two threads, and a window that closes looks at nothing', async () => {
  const writer = anAgent();
  const { workspaceId } = writer;
  const theirs = await open(anAgent({ workspaceId }));
  const [own, ownToo] = await Promise.all([writer, writer].map(open));
  const [here, there] = [threadId(), threadId()];
  const last = () => lookingIn(theirs).at(-1)?.threadIds;

  own?.say({ type: 'looking', threadId: here });
  await until(() => expect(last()).toEqual([here]));
  ownToo?.say({ type: 'looking', threadId: there });
  await until(() => expect(last()).toEqual([here, there].toSorted()));
  own?.say({ type: 'looking', threadId: null });
  await until(() => expect(last()).toEqual([there]));
  ownToo?.close();
  await until(() => expect(last()).toEqual([]));
}, 40_000);

test('P28 a visitor neither hears it nor says it', async () => {
  const visitor = aVisitor();
  const { workspaceId } = visitor;
  const [his, agent, colleague] = await Promise.all(
    [visitor, anAgent({ workspaceId }), anAgent({ workspaceId })].map(open),
  );

  his?.say({ type: 'looking', threadId: threadId() });
  agent?.say({ type: 'looking', threadId: threadId() });

  await until(() => expect(colleague && lookingIn(colleague)).toHaveLength(1));
  expect(his && lookingIn(his)).toEqual([]);
});

test('P31 who was named hears of it in all his windows, and nobody else', async () => {
  const named = anAgent();
  const { workspaceId, agentId } = named;
  const [own, ownToo, theirs] = await Promise.all([named, named, anAgent({ workspaceId })].map(open));
  const team = { room: 'team', workspaceId } as const;
  const mention = {
    messageId: MessageId.parse(crypto.randomUUID()),
    threadId: threadId(),
    topicId: TopicId.parse(crypto.randomUUID()),
    seq: 2,
    by: { id: agentId, name: 'Ben' },
    teamId: null,
    text: '@Ada',
    at: '2026-11-01T09:00:00.000Z',
    readAt: null,
  };

  await roomOf(team).deliver(team, [{ frame: { type: 'mentioned', mention }, onlyAgent: agentId, isPassing: true }]);

  await until(() => {
    for (const window of [own, ownToo]) expect(window && framesOf('mentioned', window)).toHaveLength(1);
  });
  expect(theirs && framesOf('mentioned', theirs)).toEqual([]);
});
