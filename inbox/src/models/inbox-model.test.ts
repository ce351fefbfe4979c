import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { TeamDown } from '@everthread/shared/protocol/down';
import type { UpFrame } from '@everthread/shared/protocol/up';
import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { handClock, settle } from '../../test/hand-clock.ts';
import { at, id, messageId, sampleMessage, sampleRow, sampleTopic, threadId, topicId } from '../../test/sample.ts';
import type { TeamApi } from '../api/team-api.ts';
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
      counts: { open: 2, waiting: 0, done: 0 },
    })),
    thread: vi.fn<TeamApi['thread']>(async (thread) => ({
      id: thread,
      rev: 1,
      hasEarlier: false,
      messages: [sampleMessage(1, { threadId: thread })],
      topics: [sampleTopic(Number.parseInt(thread, 16))],
      seen: { visitor: 0, team: 0 },
      visitor: { id: id(1) } as never,
    })),
    changes: vi.fn<TeamApi['changes']>(async (_, after) => ({
      rev: after,
      messages: [],
      topics: [],
      seen: { visitor: 0, team: 0 },
      more: false,
    })),
    read: vi.fn<TeamApi['read']>(async () => {}),
  };
  const inbox = new InboxModel(id(77) as WorkspaceId, api as unknown as TeamApi, {
    clock,
    isWatched,
    random: () => 0.5,
    newId: () => messageId(500),
    connect: (options) => {
      wire.options = options;
      return { close() {} };
    },
  });
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

test('what was read in another window is read here', async () => {
  const { inbox, hear } = await start();
  hear({ frame: { type: 'topic.read', topicId: topicId(2), seq: 1 } });
  expect(inbox.topics.unreadCount.value).toBe(1);
});
