import { ChangeId, MessageId } from '@everthread/shared/models/ids';
import type { NewScheduled } from '@everthread/shared/models/scheduled';
import { describe, expect, test } from 'vitest';
import { threadOf } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { leave, newAgent } from '../../test/factories.ts';
import { outboxUnderTest } from '../../test/outbox-under-test.ts';
import { removeAgent } from '../agents/end-membership.ts';
import { deleteMessage } from '../messages/change-message.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { drainDueEvents } from '../outbox/drain-outbox.ts';
import { handlers } from '../outbox/handlers.ts';
import { changesAfter, teamChangesAfter } from '../threads/changes-after.ts';
import { getThread } from '../threads/get-thread.ts';
import { undoChange } from '../topics/undo-change.ts';
import { cancelScheduled, changeScheduled, takeScheduled } from './change-scheduled.ts';
import { releaseReply } from './release-replies.ts';
import { scheduleReply } from './schedule-reply.ts';

const HOLD = { holdSeconds: 10 } as const;

/** A visitor who has written, two agents, and a time that stands still until it is moved. */
async function start() {
  const place = await outboxUnderTest();
  const ben = await newAgent(place.workspace, 'agent', 'Ben');
  const newReply = (change: Partial<NewScheduled> = {}): NewScheduled => ({
    id: MessageId.parse(place.agent.newId()),
    text: 'It is on its way',
    seenSeq: 1,
    release: HOLD,
    ...change,
  });
  const newMessage = (text: string) => ({ id: MessageId.parse(place.agent.newId()), text });
  return {
    ...place,
    ben,
    newReply,
    newMessage,
    followUp: () => drainDueEvents(place.ctx, { handlers, chance: () => 0, handlerLimitMs: 5_000 }),
    texts: async () => (await threadOf(place.visitor, place.threadId)).map(({ text }) => text),
    waiting: async (who = place.agent) => (await getThread(who, place.threadId)).scheduled,
  };
}

test('a held reply is sent when its time has come, in its place, and not before', async () => {
  const { agent, threadId, newReply, followUp, pass, texts, woken, workspace } = await start();
  const reply = newReply();
  await scheduleReply(agent, threadId, reply);

  await followUp();
  expect(await texts()).toEqual(['Hello']);
  expect(woken.at(-1)?.workspaceId).toBe(workspace.actor.workspaceId);
  expect(woken.at(-1)?.at).toBeLessThanOrEqual(agent.now().getTime() + 10_000);
  pass(10_000);
  await followUp();

  const [, sent] = await threadOf(agent, threadId);
  expect(sent).toMatchObject({ id: reply.id, seq: 2, text: reply.text, agentName: 'Ada', kind: 'message' });
});

test('a message that is due is sent once, however often its event is followed up', async () => {
  const { agent, ctx, threadId, newReply, pass, texts } = await start();
  const { id } = await scheduleReply(agent, threadId, newReply());
  pass(10_000);

  await Promise.all([releaseReply(ctx, id), releaseReply(ctx, id), releaseReply(ctx, id)]);
  await releaseReply(ctx, id);

  expect(await texts()).toEqual(['Hello', 'It is on its way']);
});

test('the visitor learns nothing of it before it goes', async () => {
  const { agent, visitor, threadId, newReply, followUp, told } = await start();
  await followUp();
  const before = await changesAfter(visitor, threadId, 0);
  await scheduleReply(agent, threadId, newReply({ text: 'canary-71' }));
  await followUp();

  expect(await changesAfter(visitor, threadId, 0)).toEqual(before);
  const forVisitors = told.filter(({ room }) => room.startsWith('visitor:'));
  expect(JSON.stringify(forVisitors)).not.toMatch(/canary-71|scheduled/);
});

test('while it is held, colleagues learn that it is coming and not what it says', async () => {
  const { agent, ben, threadId, newReply, followUp, told, waiting } = await start();
  const reply = newReply();
  await scheduleReply(agent, threadId, reply);
  await followUp();

  const frames = told.filter(({ frame }) => frame.type === 'scheduled.changed');
  expect(frames).toMatchObject([
    { frame: { scheduled: { id: reply.id, words: { text: reply.text } } }, isPassing: true },
    { frame: { scheduled: { id: reply.id, words: null } }, isPassing: true },
  ]);
  expect(frames[0]?.onlyAgent).toBe(frames[1]?.exceptAgent);
  expect(await waiting()).toMatchObject([{ id: reply.id, words: { text: reply.text }, agent: { name: 'Ada' } }]);
  expect(await waiting(ben.ctx)).toMatchObject([{ id: reply.id, words: null, agent: { name: 'Ada' } }]);
});

test('what is to go at a time that was chosen, colleagues may read', async () => {
  const { agent, ben, threadId, newReply, waiting } = await start();
  const at = new Date(agent.now().getTime() + 3_600_000).toISOString();
  await scheduleReply(agent, threadId, newReply({ release: { at } }));

  expect(await waiting(ben.ctx)).toMatchObject([{ isHeld: false, dueAt: at, words: { text: 'It is on its way' } }]);
});

test.each(['the visitor', 'a colleague'])('where %s wrote in the meantime it comes back to its writer', async (who) => {
  const { agent, visitor, ben, threadId, newReply, newMessage, followUp, pass, texts, told, waiting } = await start();
  const reply = newReply();
  await scheduleReply(agent, threadId, reply);
  await sendMessage(who === 'the visitor' ? visitor : ben.ctx, threadId, newMessage('Stop'));
  pass(10_000);
  await followUp();

  expect(await texts()).toEqual(['Hello', 'Stop']);
  expect(await waiting()).toMatchObject([{ id: reply.id, state: 'returned', words: { text: reply.text } }]);
  expect(await waiting(ben.ctx)).toEqual([]);
  const last = told.findLast(({ frame, onlyAgent }) => frame.type === 'scheduled.changed' && onlyAgent);
  expect(last?.frame).toMatchObject({ scheduled: { state: 'returned', words: { text: reply.text } } });
});

test.each([
  ['a reply', 1],
  ['a reply of which it knew', 9],
  ['a note', 1],
] as const)(
  'where a colleague gave %s its id it comes back to its writer, and is not called sent',
  async (what, seenSeq) => {
    const { agent, ben, threadId, newReply, followUp, pass, texts, waiting } = await start();
    const macro = { changeId: ChangeId.parse(agent.newId()), actions: { priority: 'urgent' as const } };
    const reply = newReply({ seenSeq, macro });
    await scheduleReply(agent, threadId, reply);
    await (what === 'a note' ? writeNote : sendMessage)(ben.ctx, threadId, { id: reply.id, text: 'Mine' });

    pass(10_000);
    await followUp();

    expect(await texts()).toEqual(what === 'a note' ? ['Hello'] : ['Hello', 'Mine']);
    expect((await getThread(agent, threadId)).topics).toMatchObject([{ priority: 'none' }]);
    expect(await waiting()).toMatchObject([{ id: reply.id, state: 'returned', words: { text: reply.text } }]);
  },
);

test('what its writer sent himself, and notes, do not hold it back', async () => {
  const { agent, ben, threadId, newReply, newMessage, followUp, pass, texts } = await start();
  await scheduleReply(agent, threadId, newReply());
  await sendMessage(agent, threadId, newMessage('One moment'));
  await writeNote(ben.ctx, threadId, newMessage('He is a regular'));
  pass(10_000);
  await followUp();

  expect(await texts()).toEqual(['Hello', 'One moment', 'It is on its way']);
});

test('what came back goes once its writer has seen why', async () => {
  const { agent, visitor, threadId, newReply, newMessage, followUp, pass, texts } = await start();
  const { id } = await scheduleReply(agent, threadId, newReply());
  await sendMessage(visitor, threadId, newMessage('Stop'));
  pass(10_000);
  await followUp();
  await expect(changeScheduled(agent, threadId, id, { release: 'now', seenSeq: 1 })).rejects.toMatchObject({
    code: 'stale',
    details: { between: [{ text: 'Stop' }] },
  });

  await changeScheduled(agent, threadId, id, { release: 'now', seenSeq: 2 });
  await followUp();

  expect(await texts()).toEqual(['Hello', 'Stop', 'It is on its way']);
});

describe('taking back', () => {
  test('what was taken back is never sent', async () => {
    const { agent, threadId, newReply, followUp, pass, texts, waiting } = await start();
    const { id } = await scheduleReply(agent, threadId, newReply());

    expect(await cancelScheduled(agent, threadId, id)).toMatchObject({ state: 'cancelled' });
    expect(await cancelScheduled(agent, threadId, id)).toMatchObject({ state: 'cancelled' });
    pass(10_000);
    await followUp();

    expect(await texts()).toEqual(['Hello']);
    expect(await waiting()).toEqual([]);
  });

  test('what is sent cannot be taken back', async () => {
    const { agent, threadId, newReply, followUp, pass } = await start();
    const { id } = await scheduleReply(agent, threadId, newReply());
    pass(10_000);
    await followUp();

    await expect(cancelScheduled(agent, threadId, id)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('nobody else can take it back, put it off or learn that it is there', async () => {
    const { agent, ben, threadId, newReply, waiting } = await start();
    const { id } = await scheduleReply(agent, threadId, newReply());
    const stranger = await start();

    for (const who of [ben.ctx, stranger.agent]) {
      await expect(cancelScheduled(who, threadId, id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(changeScheduled(who, threadId, id, { release: 'now', seenSeq: 9 })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    expect(await waiting()).toHaveLength(1);
  });
});

test('put off, it goes at the new time only', async () => {
  const { agent, threadId, newReply, followUp, pass, texts } = await start();
  const { id } = await scheduleReply(agent, threadId, newReply());
  const at = new Date(agent.now().getTime() + 60_000).toISOString();
  await changeScheduled(agent, threadId, id, { release: { at }, seenSeq: 1 });

  pass(10_000);
  await followUp();
  expect(await texts()).toEqual(['Hello']);
  pass(50_000);
  await followUp();
  expect(await texts()).toEqual(['Hello', 'It is on its way']);
});

test('a reply written on an old state is not even held', async () => {
  const { agent, visitor, threadId, newReply, newMessage, countEvents } = await start();
  await sendMessage(visitor, threadId, newMessage('Stop'));
  const events = await countEvents();

  await expect(scheduleReply(agent, threadId, newReply())).rejects.toMatchObject({
    code: 'stale',
    details: { between: [{ text: 'Stop' }] },
  });
  expect(await countEvents()).toBe(events);
});

test('held twice with one id it is one; with other words it is refused', async () => {
  const { agent, threadId, newReply, countEvents, waiting } = await start();
  const reply = newReply();
  const first = await scheduleReply(agent, threadId, reply);
  const events = await countEvents();

  expect(await scheduleReply(agent, threadId, reply)).toEqual(first);
  await expect(scheduleReply(agent, threadId, { ...reply, text: 'Other' })).rejects.toMatchObject({ code: 'conflict' });
  expect(await countEvents()).toBe(events);
  expect(await waiting()).toHaveLength(1);
});

test('a repeat is answered with how it stands, also once it has gone', async () => {
  const { agent, visitor, threadId, newReply, newMessage, followUp, pass, texts } = await start();
  const reply = newReply();
  await scheduleReply(agent, threadId, reply);
  pass(10_000);
  await followUp();
  await sendMessage(visitor, threadId, newMessage('Thanks'));

  expect(await scheduleReply(agent, threadId, reply)).toMatchObject({ state: 'sent' });
  expect(await texts()).toEqual(['Hello', 'It is on its way', 'Thanks']);
});

test('who has left the team sends nothing any more', async () => {
  const { workspace, ben, threadId, newReply, followUp, pass, texts } = await start();
  await scheduleReply(ben.ctx, threadId, newReply());
  await leave(workspace, ben);
  pass(10_000);
  await followUp();

  expect(await texts()).toEqual(['Hello']);
});

describe('what an agent had put off who is removed', () => {
  async function removed() {
    const place = await start();
    const { agent, ben, threadId, newReply, newMessage } = place;
    const at = new Date(agent.now().getTime() + 3_600_000).toISOString();
    const [later, held, back] = [
      newReply({ text: 'Tomorrow', release: { at } }),
      newReply(),
      newReply({ text: 'Came back' }),
    ];
    await scheduleReply(ben.ctx, threadId, later);
    await scheduleReply(ben.ctx, threadId, held);
    await scheduleReply(ben.ctx, threadId, back);
    await sendMessage(place.visitor, threadId, newMessage('And another thing'));
    await removeAgent(agent, ben.agentId);
    return { ...place, later, held, back };
  }

  test('is left to the team with its words at once, is told to all, and never goes by itself', async () => {
    const { followUp, pass, texts, waiting, told, later, held, back, ben } = await removed();

    expect((await waiting()).map(({ id, state, words }) => [id, state, words?.text]).toSorted()).toEqual(
      [later, held, back].map(({ id, text }) => [id, 'left', text]).toSorted(),
    );
    await followUp();
    const heard = told.filter(({ exceptAgent }) => exceptAgent === ben.agentId).map(({ frame }) => frame);
    const left = heard.flatMap((frame) => (frame.type === 'scheduled.changed' ? [frame.scheduled] : []));
    expect(new Set(left.map(({ id, state, words }) => [id, state, words?.text].join()))).toEqual(
      new Set([later, held, back].map(({ id, text }) => [id, 'left', text].join())),
    );
    pass(3_700_000);
    await followUp();
    expect(await texts()).toEqual(['Hello', 'And another thing']);
  });

  test('can be taken over by one, whose own it then is to send, and be let go of', async () => {
    const { agent, workspace, threadId, waiting, followUp, texts, later, held } = await removed();
    const { ctx: cyd } = await newAgent(workspace, 'agent', 'Cyd');

    expect(await takeScheduled(cyd, threadId, later.id)).toMatchObject({ state: 'returned', agentName: 'Cyd' });
    await takeScheduled(cyd, threadId, later.id);
    await expect(takeScheduled(agent, threadId, later.id)).rejects.toMatchObject({ code: 'conflict' });
    await cancelScheduled(agent, threadId, held.id);
    await expect(takeScheduled(cyd, threadId, held.id)).rejects.toMatchObject({ code: 'conflict' });
    expect((await waiting()).map(({ id }) => id)).not.toContain(held.id);
    await expect(cancelScheduled(agent, threadId, later.id)).rejects.toMatchObject({ code: 'not_found' });

    await changeScheduled(cyd, threadId, later.id, { seenSeq: 2, release: 'now' });
    await followUp();
    expect((await texts()).at(-1)).toBe('Tomorrow');
  });

  test('is nobody’s of another workspace, and no viewer’s', async () => {
    const { workspace, threadId, later } = await removed();
    const elsewhere = await start();
    const { ctx: viewer } = await newAgent(workspace, 'viewer');
    await expect(takeScheduled(elsewhere.agent, threadId, later.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(takeScheduled(viewer, threadId, later.id)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('what it answers to goes with it, and is no obstacle once it was taken back', async () => {
  const { agent, visitor, threadId, newReply, followUp, pass } = await start();
  const [hello] = await threadOf(agent, threadId);
  if (!hello) throw new Error('A thread begins with a message');
  await scheduleReply(agent, threadId, newReply({ quoteId: hello.id }));
  await deleteMessage(visitor, threadId, hello.id);
  pass(10_000);
  await followUp();

  expect((await threadOf(agent, threadId)).at(-1)).toMatchObject({ text: 'It is on its way', quotedId: hello.id });
});

test('it cannot answer to a message of another thread', async () => {
  const { agent, anotherThread, threadId, newReply } = await start();
  const other = await anotherThread();
  const [elsewhere] = await threadOf(agent, other.threadId);

  await expect(scheduleReply(agent, threadId, newReply({ quoteId: elsewhere?.id }))).rejects.toMatchObject({
    code: 'not_found',
  });
});

test.each([-1, 0, 400 * 24 * 3_600_000])('a time %i ms from now is no time to send at', async (ms) => {
  const { agent, threadId, newReply } = await start();
  const release = { at: new Date(agent.now().getTime() + ms).toISOString() };

  await expect(scheduleReply(agent, threadId, newReply({ release }))).rejects.toMatchObject({ code: 'invalid' });
});

test('of two threads it waits in one, and a stranger finds none', async () => {
  const { agent, threadId, newReply, anotherThread } = await start();
  const other = await anotherThread();
  const stranger = await start();
  await scheduleReply(agent, threadId, newReply());

  expect((await teamChangesAfter(agent, other.threadId, 0)).scheduled).toEqual([]);
  await expect(scheduleReply(stranger.agent, threadId, newReply())).rejects.toMatchObject({ code: 'not_found' });
});

test('holding, putting off and taking back are one trip each', async () => {
  const { agent, threadId, newReply } = await start();
  const reply = newReply();

  expect(await countTrips(() => scheduleReply(agent, threadId, reply))).toBe(1);
  expect(await countTrips(() => changeScheduled(agent, threadId, reply.id, { release: 'now', seenSeq: 1 }))).toBe(1);
  expect(await countTrips(() => cancelScheduled(agent, threadId, reply.id))).toBe(1);
});

describe('a reply that also does something to its topic', () => {
  const doneAndHigh = (agent: { newId(): string }) => ({
    changeId: ChangeId.parse(agent.newId()),
    actions: { status: 'done', priority: 'high', assigneeId: 'me' } as const,
  });

  test('does it as it goes, not before, in its writer’s name', async () => {
    const { agent, threadId, topicId, newReply, followUp, pass } = await start();
    await scheduleReply(agent, threadId, newReply({ macro: doneAndHigh(agent) }));
    await followUp();
    expect((await getThread(agent, threadId)).topics).toMatchObject([
      { id: topicId, status: 'open', priority: 'none' },
    ]);
    pass(10_000);
    await followUp();

    const { topics, messages } = await getThread(agent, threadId);
    expect(messages.at(-1)?.text).toBe('It is on its way');
    const author = messages.at(-1)?.author;
    expect(topics).toMatchObject([{ id: topicId, status: 'done', priority: 'high', assigneeId: author?.id }]);
  });

  test('taken back, it does nothing; come back to its writer neither', async () => {
    const { agent, visitor, threadId, newReply, newMessage, followUp, pass } = await start();
    const { id } = await scheduleReply(agent, threadId, newReply({ macro: doneAndHigh(agent) }));
    await scheduleReply(agent, threadId, newReply({ macro: doneAndHigh(agent) }));
    await cancelScheduled(agent, threadId, id);
    await sendMessage(visitor, threadId, newMessage('Stop'));
    pass(10_000);
    await followUp();

    expect((await getThread(agent, threadId)).topics).toMatchObject([{ status: 'open', priority: 'none' }]);
  });

  test('what it did can be undone in one go', async () => {
    const { agent, threadId, topicId, newReply, followUp } = await start();
    const macro = doneAndHigh(agent);
    await scheduleReply(agent, threadId, newReply({ release: { holdSeconds: 0 }, macro }));
    await followUp();
    expect((await getThread(agent, threadId)).topics).toMatchObject([{ status: 'done' }]);

    await undoChange(agent, topicId, macro.changeId);

    expect((await getThread(agent, threadId)).topics).toMatchObject([
      { status: 'waiting', priority: 'none', assigneeId: null },
    ]);
  });

  test('a snooze ends again', async () => {
    const { agent, threadId, newReply, followUp, pass } = await start();
    const macro = { changeId: ChangeId.parse(agent.newId()), actions: { snoozeHours: 2 } };
    await scheduleReply(agent, threadId, newReply({ release: { holdSeconds: 0 }, macro }));
    await followUp();
    expect((await getThread(agent, threadId)).topics).toMatchObject([{ status: 'snoozed' }]);
    pass(2 * 3_600_000);
    await followUp();
    expect((await getThread(agent, threadId)).topics).toMatchObject([{ status: 'open' }]);
  });
});
