import { expect, onTestFinished, test } from 'vitest';
import { startMailbox } from '../../test/mailbox.ts';
import { deliverMail, mailNameOf } from '../../test/mails.ts';
import { newAddress } from '../../test/members.ts';
import { openPushService } from '../../test/push-service.ts';
import { workspaceWithWaysBack } from '../../test/ways-back.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';

async function start(fails: number[] = []) {
  const [service, mailbox] = await Promise.all([openPushService(), startMailbox(fails)]);
  onTestFinished(() => Promise.all([service.stop(), mailbox.stop()]).then(() => undefined));
  const place = await workspaceWithWaysBack(service, mailbox);
  place.surroundings.config.mail.replyDomain = 'reply.example';
  const inbox = `${await mailNameOf(place.workspace)}@reply.example`;
  const from = newAddress();
  /** He begins by a mail. */
  const write = async (mail: { subject?: string; text: string; messageId?: string }) => {
    await deliverMail(place.workspace, { from: `Ada <${from}>`, to: inbox, ...mail });
    const [[thread]] = await inWorkspace(place.workspace, [place.workspace.db.select().from(threads)]);
    return { threadId: thread?.id } as Parameters<typeof place.reply>[0];
  };
  return { ...place, mailbox, inbox, from, write };
}

test('who writes a mail is answered by mails, each answer once, and answers into the same thread', async () => {
  const { workspace, from, write, reply, pass, mailbox, knocks, followUp } = await start();
  const mailId = '<two.cups@mail.example>';
  const conversation = await write({ subject: 'Two cups', text: 'Do you have two?', messageId: mailId });

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

  // His mailbox shows them together: each names his own mail, and the second the first.
  const [root] = first?.headers.References?.split(' ') ?? [];
  expect(first?.headers).toMatchObject({ References: `${root} ${mailId}`, 'In-Reply-To': mailId });
  expect(second?.headers.References).toBe(`${root} ${first?.headers['Message-ID']} ${mailId}`);

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

test('an answer that waits for another try is mailed still, and once, where more was answered meanwhile', async () => {
  const { from, write, reply, pass, mailbox } = await start([429]);
  const conversation = await write({ text: 'Do you have two?' });
  await reply(conversation, 'We have three');
  await pass(30);
  expect(mailbox.mailsTo(from)).toEqual([]);
  await reply(conversation, 'And a pot');
  await pass(30);
  await pass(3_600);
  await reply(conversation, 'And spoons');
  await pass(30);
  const said = mailbox.mailsTo(from).map(({ text }) => text?.match(/We have three|And a pot|And spoons/g));
  expect(said).toEqual([['We have three'], ['And a pot'], ['And spoons']]);
});

test('what waits longer for another try than the next answer does is in that one’s mail, and not mailed again', async () => {
  const { from, write, reply, pass, mailbox } = await start(Array.from({ length: 6 }, () => 429));
  const conversation = await write({ text: 'Do you have two?' });
  await reply(conversation, 'We have three');
  for (const seconds of [30, 60, 60, 60, 60, 60]) await pass(seconds); // six tries: the next is more than 30 s away
  await reply(conversation, 'And a pot');
  await pass(30);
  const said = () => mailbox.mailsTo(from).map(({ text }) => text?.match(/We have three|And a pot/g));
  expect(said()).toEqual([['We have three', 'And a pot']]);
  await pass(3_600);
  expect(said()).toEqual([['We have three', 'And a pot']]);
});

test('who answers a mail has read what it said, and is still told of what was written since', async () => {
  const { workspace, from, write, reply, pass, mailbox, followUp } = await start();
  const conversation = await write({ text: 'What is it?' });
  await reply(conversation, 'It is 20 €');
  await pass(30);
  await reply(conversation, 'Sorry, it is 30 €');
  await deliverMail(workspace, { from, to: mailbox.mailsTo(from)[0]?.reply_to ?? '', text: 'I take it' });
  await followUp();
  const [all] = await inWorkspace(workspace, [workspace.db.select().from(threads)]);
  expect(all).toMatchObject([{ lastSeq: 4, visitorSeenSeq: 2 }]);
  await pass(30);
  expect(mailbox.mailsTo(from).map(({ text }) => text?.match(/(20|30) €/g))).toEqual([['20 €'], ['30 €']]);
});

test('K4 two of our workspaces that mail each other fall silent at once', async () => {
  const [one, other] = [await start(), await start()];
  await one.reply(await one.write({ text: 'Hello' }), 'Good day');
  await one.pass(30);
  const [mail] = one.mailbox.mailsTo(one.from);
  const { text = '', headers = {} } = mail ?? {};
  for (let round = 0; round < 100; round += 1) {
    const answer = await deliverMail(other.workspace, { from: newAddress(), to: other.inbox, text, headers });
    expect(answer).toMatchObject({ name: 'ignored', because: 'own_mail' });
  }
});
