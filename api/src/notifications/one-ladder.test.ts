import { MessageId, PromiseId } from '@everthread/shared/models/ids';
import { expect, onTestFinished, test } from 'vitest';
import { newAgent } from '../../test/factories.ts';
import { startMailbox } from '../../test/mailbox.ts';
import { workspaceWithPushes } from '../../test/notices.ts';
import { openPushService } from '../../test/push-service.ts';
import { writeNote } from '../messages/send-message.ts';
import { giveWord } from '../promises/give-word.ts';
import { markTopicRead } from '../topics/mark-topic-read.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Ada has a device and a mailbox; her colleague Ben works in the inbox. Ada has read all there is in the thread. */
async function start() {
  const [service, mailbox] = await Promise.all([openPushService(), startMailbox()]);
  onTestFinished(() => Promise.all([service.stop(), mailbox.stop()]).then(() => undefined));
  const place = await workspaceWithPushes(service, new Date('2026-11-18T10:00:00Z'), mailbox);
  const [ada, ben] = [await place.newReachable('Ada'), await newAgent(place.workspace, 'agent', 'Ben')];
  const thread = await place.newThread();
  const answer = await place.reply(ada, thread);
  const read = () => markTopicRead(ada.ctx, thread.topicId, { seq: 9 });
  await place.settle();
  const told = () => ({
    pushes: place.shown(ada).flatMap((push) => (push.type === 'show' ? push.notices.map(({ kind }) => kind) : [])),
    mails: mailbox.mailsTo(ada.email).map(({ subject }) => subject),
  });
  return { ...place, ada, ben, thread, answer, read, told };
}
type Here = Awaited<ReturnType<typeof start>>;

const HAPPENS: Record<string, { kind: string; mail: RegExp; happen: (here: Here) => Promise<unknown> }> = {
  'an assignment': {
    kind: 'assignment',
    mail: /^You were given a topic of /,
    happen: ({ change, ada, ben, thread }) => change(ben, thread, { assigneeId: ada.agentId }),
  },
  'a mention': {
    kind: 'mention',
    mail: /^Ben named you in a note$/,
    happen: ({ ada, ben, thread, surroundings }) =>
      writeNote(ben.ctx, thread.threadId, {
        id: MessageId.parse(surroundings.newId()),
        text: '@Ada, have a look',
        mentions: [{ kind: 'agent', id: ada.agentId }],
      }),
  },
  'a visitor’s reply': {
    kind: 'mine',
    mail: / wrote in a topic of yours$/,
    happen: async ({ change, ada, thread, write }) => {
      await change(ada, thread, { assigneeId: ada.agentId });
      await write(thread, 'And in blue?');
    },
  },
  'a promise about to break': {
    kind: 'promise',
    mail: / was promised will hardly be kept$/,
    happen: async ({ change, ada, thread, answer, surroundings, settle }) => {
      await change(ada, thread, { assigneeId: ada.agentId });
      const id = PromiseId.parse(surroundings.newId());
      const dueAt = '2026-11-18T14:00:00.000Z';
      await giveWord(ada.ctx, thread.topicId, { id, messageId: answer.message.id, dueAt });
      await settle(3 * HOUR);
    },
  },
};

test.each(Object.entries(HAPPENS))(
  'of %s an agent is told by one push, and by one mail where he has not read it',
  async (_what, of) => {
    const here = await start();
    await of.happen(here);
    await here.settle();
    expect(here.told()).toEqual({ pushes: [of.kind], mails: [] });
    await here.settle(14 * MINUTE);
    expect(here.told().mails).toEqual([]);
    await here.settle(MINUTE);
    const { pushes, mails } = here.told();
    expect(pushes).toEqual([of.kind]);
    expect(mails).toEqual([expect.stringMatching(of.mail)]);
    await here.settle(20 * MINUTE);
    expect(here.told()).toEqual({ pushes, mails });
  },
);

test.each(Object.entries(HAPPENS))(
  'of %s he is told no more once he has read it, on whichever rung',
  async (_what, of) => {
    const [before, between] = [await start(), await start()];
    before.sitsBefore(before.ada);
    await of.happen(before);
    await before.followUp();
    await before.read();
    await of.happen(between);
    await between.settle();
    await between.read();
    await before.settle();
    before.getUp();
    for (const here of [before, between]) await here.settle(20 * MINUTE);
    expect(before.told()).toEqual({ pushes: [], mails: [] });
    expect(between.told()).toEqual({ pushes: [of.kind], mails: [] });
  },
);

test('who had read all there is before it was given to him is mailed no more once he has opened it', async () => {
  const here = await start();
  await here.read();
  const { happen } = HAPPENS['an assignment'] ?? expect.fail();
  await happen(here);
  await here.settle();
  expect(here.told().pushes).toEqual(['assignment']);
  await here.read();
  await here.settle(20 * MINUTE);
  expect(here.told()).toEqual({ pushes: ['assignment'], mails: [] });
  expect(here.shown(here.ada).at(-1)).toMatchObject({ type: 'close' });
});

test('who opens what he was given before he is told of it, and leaves, is not told; given it anew, he is', async () => {
  const here = await start();
  const { ada, ben, thread, change } = here;
  await here.read();
  await change(ben, thread, { assigneeId: ada.agentId });
  await here.followUp();
  await here.read();
  await here.settle(20 * MINUTE);
  expect(here.told()).toEqual({ pushes: [], mails: [] });
  await change(ben, thread, { assigneeId: null });
  await change(ben, thread, { assigneeId: ada.agentId });
  await here.settle();
  expect(here.told().pushes).toEqual(['assignment']);
});
