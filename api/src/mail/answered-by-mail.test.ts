import { expect, onTestFinished, test } from 'vitest';
import { startMailbox } from '../../test/mailbox.ts';
import { deliverMail, mailNameOf } from '../../test/mails.ts';
import { newAddress } from '../../test/members.ts';
import { openPushService } from '../../test/push-service.ts';
import { workspaceWithWaysBack } from '../../test/ways-back.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';

async function start() {
  const [service, mailbox] = await Promise.all([openPushService(), startMailbox()]);
  onTestFinished(() => Promise.all([service.stop(), mailbox.stop()]).then(() => undefined));
  const place = await workspaceWithWaysBack(service, mailbox);
  place.surroundings.config.mail.replyDomain = 'reply.example';
  const inbox = `${await mailNameOf(place.workspace)}@reply.example`;
  return { ...place, mailbox, inbox, from: newAddress() };
}

test('who writes a mail is answered by mails, each answer once, and answers into the same thread', async () => {
  const { workspace, inbox, from, reply, pass, mailbox, knocks, followUp } = await start();
  await deliverMail(workspace, { from: `Ada <${from}>`, to: inbox, subject: 'Two cups', text: 'Do you have two?' });
  const [[thread]] = await inWorkspace(workspace, [workspace.db.select().from(threads)]);
  const conversation = { threadId: thread?.id } as Parameters<typeof reply>[0];

  await reply(conversation, 'We have three');
  await pass(30);
  await reply(conversation, 'And a pot');
  await pass(30);
  const [first, second, ...more] = mailbox.mailsTo(from);
  expect(more).toEqual([]);
  expect(first).toMatchObject({ subject: 'Re: Two cups', text: expect.stringContaining('We have three') });
  expect(first?.text).toContain('> Do you have two?');
  expect(second?.text).toContain('And a pot');
  expect(second?.text).not.toContain('We have three');

  const to = second?.reply_to ?? '';
  expect(await deliverMail(workspace, { from, to, subject: 'Re: Two cups', text: 'Both, please' })).toMatchObject({
    name: 'stored',
  });
  await followUp();
  const [all] = await inWorkspace(workspace, [workspace.db.select().from(threads)]);
  expect(all).toMatchObject([{ lastSeq: 4, visitorSeenSeq: 3 }]);
  expect((await knocks(conversation)).map(({ seenAt }) => seenAt !== null)).toEqual([true, true]);
  await pass(3_600);
  expect(mailbox.mailsTo(from)).toHaveLength(2);
});

test('K4 two of our workspaces that mail each other fall silent at once', async () => {
  const [one, other] = [await start(), await start()];
  await deliverMail(one.workspace, { from: one.from, to: one.inbox, text: 'Hello' });
  const [[thread]] = await inWorkspace(one.workspace, [one.workspace.db.select().from(threads)]);
  await one.reply({ threadId: thread?.id } as Parameters<typeof one.reply>[0], 'Good day');
  await one.pass(30);
  const [mail] = one.mailbox.mailsTo(one.from);
  const { text = '', headers = {} } = mail ?? {};
  for (let round = 0; round < 100; round += 1) {
    const answer = await deliverMail(other.workspace, { from: newAddress(), to: other.inbox, text, headers });
    expect(answer).toMatchObject({ name: 'ignored', because: 'own_mail' });
  }
});
