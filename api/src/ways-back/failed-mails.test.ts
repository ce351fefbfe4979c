import { expect, onTestFinished, test } from 'vitest';
import { startMailbox } from '../../test/mailbox.ts';
import { deliverMail, mailNameOf } from '../../test/mails.ts';
import { newAddress } from '../../test/members.ts';
import { openPushService } from '../../test/push-service.ts';
import { workspaceWithWaysBack } from '../../test/ways-back.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';

/** A workspace whose provider of mails answers with these first. */
async function start(fails: (number | 'reset')[]) {
  const [service, mailbox] = await Promise.all([openPushService(), startMailbox(fails)]);
  onTestFinished(() => Promise.all([service.stop(), mailbox.stop()]).then(() => undefined));
  const place = await workspaceWithWaysBack(service, mailbox);
  place.surroundings.config.mail.replyDomain = 'reply.example';
  return { ...place, mailbox, address: newAddress() };
}

test.each([401, 403, 422])(
  'after %i who only writes by mail is mailed the next answer, with the one before',
  async (status) => {
    const { workspace, reply, pass, mailbox, address, knocks } = await start([status]);
    const to = `${await mailNameOf(workspace)}@reply.example`;
    await deliverMail(workspace, { from: `Ada <${address}>`, to, text: 'Do you have two?' });
    const [[thread]] = await inWorkspace(workspace, [workspace.db.select().from(threads)]);
    const conversation = { threadId: thread?.id } as Parameters<typeof reply>[0];
    await reply(conversation, 'We have three');
    await pass(30);
    await pass(3_600);
    expect(mailbox.requests).toHaveLength(1);
    await reply(conversation, 'And a pot');
    await pass(30);
    expect(mailbox.mailsTo(address).map(({ text }) => text)).toEqual([
      expect.stringMatching(/We have three[\s\S]*And a pot/),
    ]);
    expect((await knocks(conversation)).map(({ hasFailed }) => hasFailed)).toEqual([false, true]);
  },
);

test('nor does a mail that failed end the mails to who has a browser', async () => {
  const { reply, pass, mailbox, address, newThread, setVisitor } = await start([422]);
  const conversation = await newThread();
  await setVisitor(conversation, { mailAddress: address, mailProof: 'proven' });
  await reply(conversation, 'We have three');
  await pass(900);
  await pass(3_600);
  expect(mailbox.requests).toHaveLength(1);
  await reply(conversation, 'And a pot');
  await pass(900);
  expect(mailbox.mailsTo(address)).toHaveLength(1);
});

test('Q1 what was answered and read before another try makes no second mail of what the provider has taken', async () => {
  const { reply, read, pass, mailbox, address, newThread, setVisitor } = await start(['reset']);
  const conversation = await newThread();
  await setVisitor(conversation, { mailAddress: address, mailProof: 'proven' });
  await reply(conversation, 'We have three');
  await reply(conversation, 'At 20 €');
  await pass(900);
  await read(conversation, 2);
  await reply(conversation, 'And a pot');
  await pass(3_600);
  expect(mailbox.requests.map(({ text }) => text.match(/We have three|At 20 €|And a pot/g))).toEqual([
    ['We have three', 'At 20 €'],
    ['At 20 €'],
  ]);
  expect(mailbox.mailsTo(address)).toHaveLength(1);
});

test('two mails of one thread that are tried again at once say each answer once', async () => {
  const { workspace, reply, pass, mailbox, address } = await start([429, 429, 429]);
  const to = `${await mailNameOf(workspace)}@reply.example`;
  await deliverMail(workspace, { from: `Ada <${address}>`, to, text: 'Do you have two?' });
  const [[thread]] = await inWorkspace(workspace, [workspace.db.select().from(threads)]);
  const conversation = { threadId: thread?.id } as Parameters<typeof reply>[0];
  for (const text of ['We have three', 'And a pot']) {
    await reply(conversation, text);
    await pass(30);
  }
  expect(mailbox.requests).toHaveLength(3);
  await pass(3_600);
  const said = mailbox.mailsTo(address).flatMap(({ text }) => text.match(/We have three|And a pot/g) ?? []);
  expect(said.toSorted()).toEqual(['And a pot', 'We have three']);
});
