import type { AgentId, ThreadId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { TeamDown } from '@everthread/shared/protocol/down';
import type { UpFrame } from '@everthread/shared/protocol/up';
import { signal } from '@preact/signals';
import { describe, expect, test, vi } from 'vitest';
import { handClock, settle } from '../../test/hand-clock.ts';
import { at, id, messageId, sampleMessage, sampleRow, sampleTopic, threadId, topicId } from '../../test/sample.ts';
import type { TeamApi } from '../api/team-api.ts';
import { draftOf } from './drafts-model.ts';
import { type Connect, InboxModel } from './inbox-model.ts';

type Options = Parameters<Connect>[0];

async function start() {
  const clock = handClock();
  const isWatched = signal(true);
  const said: UpFrame[] = [];
  const wire: { options?: Options } = {};
  const api = {
    topics: vi.fn<TeamApi['topics']>(async () => ({
      topics: [sampleRow(2), sampleRow(1)],
      next: null,
    })),
    views: vi.fn<TeamApi['views']>(async () => ({ views: [], counts: {}, namedIn: [] })),
    thread: vi.fn<TeamApi['thread']>(async (thread) => ({
      id: thread,
      rev: 1,
      hasEarlier: false,
      messages: [sampleMessage(1, { threadId: thread })],
      topics: [sampleTopic(Number.parseInt(thread, 16))],
      seen: { visitor: 0, team: 0 },
      events: [],
      scheduled: [],
      visitor: { id: id(1) } as never,
    })),
    changes: vi.fn<TeamApi['changes']>(async (_, after) => ({
      rev: after,
      messages: [],
      topics: [],
      seen: { visitor: 0, team: 0 },
      events: [],
      scheduled: [],
      more: false,
    })),
    read: vi.fn<TeamApi['read']>(async () => {}),
    workspace: vi.fn<TeamApi['workspace']>(
      async () =>
        ({
          agents: [
            { id: id(900), name: 'Mara' },
            { id: id(901), name: 'Ben' },
          ],
        }) as never,
    ),
  };
  const inbox = new InboxModel(
    { workspaceId: id(77) as WorkspaceId, agentId: id(900) as AgentId },
    api as unknown as TeamApi,
    {
      clock,
      isWatched,
      random: () => 0.5,
      newId: () => messageId(500),
      connect: (options) => {
        wire.options = options;
        return { close() {} };
      },
    },
  );
  inbox.start();
  await settle();
  return {
    inbox,
    clock,
    isWatched,
    said,
    api,
    open: () => wire.options?.catchUp((frame) => said.push(frame)),
    hear: (down: TeamDown) => wire.options?.onFrame(down as Parameters<Options['onFrame']>[0]),
  };
}

const welcome = (epoch: string, n: number): TeamDown => ({ frame: { type: 'welcome', epoch, n } });

test('the list is asked for once more when the socket stands, so that nothing falls in between', async () => {
  const { api, open, hear, said } = await start();
  expect(api.topics).toHaveBeenCalledTimes(1);
  await open();
  hear(welcome('e', 4));
  await settle();
  expect(api.topics).toHaveBeenCalledTimes(2);
  expect(said).toEqual([{ type: 'resume', epoch: 'e', after: 4 }]);
});

test('after a break only what was missed is asked for: of the feed, and of the thread that is shown', async () => {
  const { inbox, api, open, hear, said } = await start();
  await open();
  hear(welcome('e', 4));
  inbox.showThread(threadId(1), topicId(1));
  await settle();
  hear({ n: 5, frame: { type: 'topic.changed', topic: sampleTopic(1, { rev: 2 }) } });
  api.topics.mockClear();
  await open();
  expect(said.at(-1)).toEqual({ type: 'resume', epoch: 'e', after: 5 });
  expect(api.changes).toHaveBeenCalledTimes(1);
  expect(api.topics).not.toHaveBeenCalled();
});

test('a thread that was not in sight during a break catches up when it is shown again', async () => {
  const { inbox, api, open } = await start();
  inbox.showThread(threadId(1), topicId(1));
  await settle();
  inbox.showThread(threadId(2), topicId(2));
  await settle();
  await open();
  expect(api.changes.mock.calls.map(([thread]) => thread)).toEqual([threadId(2)]);
  inbox.showThread(threadId(1), topicId(1));
  await settle();
  expect(api.changes.mock.calls.map(([thread]) => thread)).toEqual([threadId(2), threadId(1)]);
});

test('a message reaches list, thread and ear', async () => {
  const { inbox, hear } = await start();
  inbox.showThread(threadId(1), topicId(1));
  await settle();
  const message = sampleMessage(2, { text: 'Are you there?' });
  hear({
    frame: { type: 'message.sent', message, topic: sampleTopic(1, { rev: 2, lastSeq: 2, lastMessageAt: at(40) }) },
  });
  expect(inbox.topics.rows.value[0]?.topic.id).toBe(topicId(1));
  expect(inbox.current.value?.timeline.value.sent.map(({ text }) => text)).toContain('Are you there?');
  expect(inbox.heard.value?.text).toBe('Are you there?');
});

test('the first message of a topic that goes on, told late, does not make it unread from its beginning', async () => {
  const { inbox, api, clock, hear } = await start();
  const topic = sampleTopic(9, { rev: 5, lastSeq: 5, lastVisitorSeq: 5 });
  api.topics.mockResolvedValue({ topics: [{ topic, readSeq: 5 }], next: null });
  const message = sampleMessage(1, { threadId: threadId(9), topicId: topicId(9) });
  hear({ frame: { type: 'message.sent', message, topic } });
  clock.pass(1_000);
  await settle();
  expect(inbox.topics.known.value.get(topicId(9))?.readSeq).toBe(5);
});

test('a topic counts as read once it has been before watching eyes for a moment', async () => {
  const { inbox, api, clock, isWatched } = await start();
  isWatched.value = false;
  inbox.showThread(threadId(1), topicId(1));
  await settle();
  clock.pass(5_000);
  expect(api.read).not.toHaveBeenCalled();
  isWatched.value = true;
  clock.pass(1_000);
  expect(api.read).toHaveBeenCalledWith(topicId(1), 1);
  expect(inbox.topics.unreadCount.value).toBe(1);
});

test('going quickly through the list reads nothing', async () => {
  const { inbox, api, clock } = await start();
  inbox.showThread(threadId(1), topicId(1));
  await settle();
  clock.pass(100);
  inbox.showThread(threadId(2), topicId(2));
  await settle();
  clock.pass(5_000);
  expect(api.read.mock.calls).toEqual([[topicId(2), 1]]);
});

test('one’s own topic that is read is seen once more for whatever was done to it, another’s is not', async () => {
  const { inbox, api, hear, clock } = await start();
  const look = async () => {
    clock.pass(300);
    await settle();
  };
  inbox.showThread(threadId(1), topicId(1));
  await settle();
  await look();
  api.read.mockClear();
  const given = (rev: number, assigneeId: string) =>
    hear({ frame: { type: 'topic.changed', topic: sampleTopic(1, { rev, assigneeId: assigneeId as never }) } });
  given(7, id(9));
  await look();
  expect(api.read).not.toHaveBeenCalled();
  given(8, inbox.agentId.value);
  await look();
  expect(api.read).toHaveBeenCalledTimes(1);
  given(8, inbox.agentId.value);
  await look();
  expect(api.read).toHaveBeenCalledTimes(1);
});

test('what was read in another window is read here', async () => {
  const { inbox, hear } = await start();
  hear({ frame: { type: 'topic.read', topicId: topicId(2), seq: 1 } });
  expect(inbox.topics.unreadCount.value).toBe(1);
});

test('a message asks where its visitor is now, and cuts nothing off that is held of a long thread', async () => {
  const { inbox, hear, api, clock } = await start();
  inbox.showThread(threadId(1), topicId(1));
  await settle();
  api.thread.mockResolvedValue({
    id: threadId(1),
    rev: 80,
    hasEarlier: true,
    messages: [sampleMessage(70)],
    topics: [],
    seen: { visitor: 0, team: 0 },
    events: [],
    scheduled: [],
    visitor: { id: id(1), pageTitle: 'Cart' } as never,
  });
  hear({ frame: { type: 'message.sent', message: sampleMessage(2), topic: sampleTopic(1, { rev: 2 }) } });
  clock.pass(1_000);
  await settle();
  expect(inbox.current.value?.visitor.value?.pageTitle).toBe('Cart');
  expect(inbox.current.value?.sent.value.map(({ seq }) => seq)).toEqual([1, 2]);
});

describe('news of what was said before', () => {
  test('an edited message is another one in thread and list, and nobody is told that it came', async () => {
    const { inbox, hear } = await start();
    inbox.showThread(threadId(1), topicId(1));
    await settle();
    const message = sampleMessage(1, { rev: 2, text: 'Other words', editedAt: at(3) });
    hear({ frame: { type: 'message.changed', message, topic: sampleTopic(1, { rev: 2, preview: 'Other words' }) } });
    expect(inbox.current.value?.sent.value.map(({ text }) => text)).toEqual(['Other words']);
    expect(inbox.topics.known.value.get(topicId(1))?.topic.preview).toBe('Other words');
    expect(inbox.heard.value).toBeUndefined();
  });

  test('what an older frame says of it no longer counts', async () => {
    const { inbox, hear } = await start();
    inbox.showThread(threadId(1), topicId(1));
    await settle();
    const changed = (rev: number, text: string) =>
      hear({
        frame: { type: 'message.changed', message: sampleMessage(1, { rev, text }), topic: sampleTopic(1, { rev }) },
      });
    changed(3, 'Newest');
    changed(2, 'Older');
    expect(inbox.current.value?.sent.value.map(({ text }) => text)).toEqual(['Newest']);
  });

  test('a receipt reaches its thread', async () => {
    const { inbox, hear } = await start();
    inbox.showThread(threadId(1), topicId(1));
    await settle();
    hear({ frame: { type: 'thread.seen', threadId: threadId(1), seen: { visitor: 1, team: 0 } } });
    expect(inbox.current.value?.seen.value.visitor).toBe(1);
  });
});

describe('news of who somebody is', () => {
  test('a visitor who gave a name has it in the list and in his thread', async () => {
    const { inbox, hear } = await start();
    inbox.showThread(threadId(1), topicId(1));
    await settle();
    const visitor = { id: id(1), name: 'Ada', identity: 'verified' } as never;
    hear({ frame: { type: 'visitor.changed', threadId: threadId(1), visitor } });
    expect(inbox.topics.known.value.get(topicId(1))?.topic.visitor).toMatchObject({
      name: 'Ada',
      identity: 'verified',
    });
    expect(inbox.topics.known.value.get(topicId(2))?.topic.visitor.name).toBeNull();
    expect(inbox.current.value?.visitor.value?.name).toBe('Ada');
  });

  test('a thread that became part of another is left for it, and what was written for it comes along', async () => {
    const { inbox, hear, api } = await start();
    inbox.showThread(threadId(2), topicId(2));
    inbox.showThread(threadId(1), topicId(1));
    await settle();
    inbox.drafts.write(threadId(1), 'message', 'Half a sent');
    api.topics.mockClear();
    hear({
      frame: { type: 'thread.joined', threadId: threadId(2), joinedThreadId: threadId(1), rev: 5 },
    });
    await settle();
    expect([...inbox.joined.value]).toEqual([[threadId(1), threadId(2)]]);
    expect(api.changes).toHaveBeenCalledWith(threadId(2), 1);
    expect(api.topics).toHaveBeenCalled();
    expect(draftOf(inbox.drafts, threadId(2), 'message')).toBe('Half a sent');
    expect(draftOf(inbox.drafts, threadId(1), 'message')).toBe('');
  });

  test('a join of threads that were never opened only loads the list anew', async () => {
    const { hear, api } = await start();
    api.topics.mockClear();
    const [first, second] = [8, 9].map(threadId) as [ThreadId, ThreadId];
    hear({ frame: { type: 'thread.joined', threadId: first, joinedThreadId: second, rev: 5 } });
    await settle();
    expect(api.changes).not.toHaveBeenCalled();
    expect(api.topics).toHaveBeenCalledTimes(1);
  });
});

describe('who is about', () => {
  const visitorId = id(1) as VisitorId;
  const ben = { id: id(901) as AgentId, name: 'Ben' };

  test('typing is shown while it is said again, and ends with the message', async () => {
    const { inbox, hear, clock } = await start();
    const typists = () => inbox.typing.typists.value.get(visitorId);
    hear({ frame: { type: 'typing', visitorId, agent: null } });
    hear({ frame: { type: 'typing', visitorId, agent: ben } });
    hear({ frame: { type: 'typing', visitorId, agent: ben } });
    expect(typists()).toEqual({ isVisitor: true, colleagues: [ben] });
    hear({ frame: { type: 'message.sent', message: sampleMessage(2), topic: sampleTopic(1, { rev: 2 }) } });
    expect(typists()).toEqual({ isVisitor: false, colleagues: [ben] });
    clock.pass(10_000);
    expect(typists()).toBeUndefined();
  });

  test('one says that one types at once, then every few seconds, and afresh after sending', async () => {
    const { inbox, open, clock, said } = await start();
    await open();
    const count = () => said.filter(({ type }) => type === 'typing').length;
    inbox.typing.typed(visitorId);
    inbox.typing.typed(visitorId);
    expect(said.at(-1)).toEqual({ type: 'typing', visitorId });
    expect(count()).toBe(1);
    clock.pass(4_000);
    inbox.typing.typed(visitorId);
    inbox.typing.sent();
    inbox.typing.typed(visitorId);
    expect(count()).toBe(3);
  });

  test('colleagues who are here have a name; oneself is none of them', async () => {
    const { inbox, hear, api } = await start();
    hear({ frame: { type: 'presence', here: [id(900), id(901), id(902)] as AgentId[] } });
    await settle();
    expect(inbox.presence.here.value).toEqual([ben]);
    expect(api.workspace).toHaveBeenCalledTimes(1);
    hear({ frame: { type: 'presence', here: [id(900)] as AgentId[] } });
    expect(inbox.presence.here.value).toEqual([]);
  });
});

test('a change that the server does not have yet would be lost with the window', async () => {
  const { inbox } = await start();
  const answer = Promise.withResolvers<ReturnType<typeof sampleTopic>>();
  expect(inbox.hasUnsent()).toBe(false);
  const made = inbox.topics.change(topicId(1), { status: 'done' }, () => answer.promise);
  expect(inbox.hasUnsent()).toBe(true);
  answer.resolve(sampleTopic(1, { rev: 2, status: 'done' }));
  await made;
  expect(inbox.hasUnsent()).toBe(false);
});
