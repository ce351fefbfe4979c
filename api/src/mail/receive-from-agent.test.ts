import { MergeId, MessageId } from '@everthread/shared/models/ids';
import { expect, onTestFinished, test } from 'vitest';
import { threadOf } from '../../test/conversations.ts';
import { leave, newAgent, newWorkspace, type TestAgent } from '../../test/factories.ts';
import { startMailbox } from '../../test/mailbox.ts';
import { deliverMail, keptMails, mailNameOf, type Written } from '../../test/mails.ts';
import { newAddress } from '../../test/members.ts';
import { setAgent, workspaceWithPushes } from '../../test/notices.ts';
import { openPushService } from '../../test/push-service.ts';
import type { Context, SystemActor } from '../context.ts';
import { ownWriting } from '../drafts/own-writing.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { mergeVisitors } from '../merges/merge-visitors.ts';
import { undoMerge } from '../merges/undo-merge.ts';
import { toMessage } from '../messages/message-view.ts';
import { writeNote } from '../messages/send-message.ts';
import { type Count, countTry } from '../throttles/throttle.ts';
import { changeWaysBack } from '../ways-back/push-keys.ts';
import { agentReplyAddress } from './agent-reply-address.ts';
import { recipientLimit, returnLimit } from './recipient-limits.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const spend = (workspace: Context<SystemActor>, limit: Count) => countTry(workspace, { narrow: [limit], wide: [] });

/** Ben was mailed that a topic is his, and may answer by mail. */
async function mailed({ isOn = true, fails = [] as number[] } = {}) {
  const [service, mailbox] = await Promise.all([openPushService(), startMailbox(fails)]);
  onTestFinished(() => Promise.all([service.stop(), mailbox.stop()]).then(() => undefined));
  const place = await workspaceWithPushes(service, undefined, mailbox);
  const { workspace, settle } = place;
  const [ada, ben] = [await newAgent(workspace, 'owner', 'Ada'), await newAgent(workspace, 'agent', 'Ben')];
  await changeWaysBack(ada.ctx, { agentsAnswer: isOn });
  const thread = await place.newThread();
  await place.change(ada, thread, { assigneeId: ben.agentId });
  await settle();
  await settle(2 * MINUTE);
  const mailsTo = (agent: TestAgent) => mailbox.mailsTo(agent.email);
  const first = mailsTo(ben)[0];
  const to = first?.reply_to ?? '';
  /** As a mail program answers: what it answers is quoted below. */
  const answer = (text: string, more: Partial<Written> = {}) =>
    deliverMail(workspace, {
      from: `Ben <${ben.email}>`,
      to,
      subject: `Re: ${first?.subject}`,
      text: `${text}\n\nOn Wed, Nov 18, 2026 at 10:02, Teapots <${to}> wrote:\n${first?.text.replace(/^/gm, '> ')}`,
      ...more,
    });
  const said = async () => (await threadOf(ada.ctx, thread.threadId)).map(({ text }) => text);
  return { ...place, ada, ben, thread, mailsTo, first, to, answer, said };
}

test('an agent’s answer to his mail is his message, by the verb of the inbox, without what it quotes', async () => {
  const { workspace, ada, ben, thread, first, answer, said } = await mailed();
  expect(first?.text).toContain('Hello'); // what he answers, he was told
  const one = { messageId: '<one@team.example>' };
  // K6: once, however often it is handed over.
  await Promise.all([1, 2, 3].map(() => answer('It is on its way.\n\n-- \nBen', one)));
  expect(await answer('It is on its way.\n\n-- \nBen')).toMatchObject({ name: 'stored' });
  expect(await said()).toEqual(['Hello', 'It is on its way.', 'It is on its way.']);
  expect((await threadOf(ada.ctx, thread.threadId))[1]).toMatchObject({
    agentId: ben.agentId,
    via: 'mail',
    kind: 'message',
  });
  const visitors = (await threadOf(thread.visitor, thread.threadId)).map(toMessage);
  expect(visitors).toMatchObject([{}, { author: { kind: 'agent', name: 'Ben' } }, {}]);
  expect(JSON.stringify(visitors)).not.toMatch(/@|mail/);
  expect(await keptMails(workspace)).toMatchObject([{ fromAddress: ben.email, isProven: true }, {}]);
});

test('what was written on an old state is not sent: he gets his words back, and what came in between', async () => {
  const { ben, thread, write, answer, said, mailsTo, workspace } = await mailed();
  await write(thread, 'Never mind, I found it');
  expect(await answer('Have you looked under the lid?')).toMatchObject({ name: 'ignored', because: 'agent_not_sent' });
  expect(await said()).toEqual(['Hello', 'Never mind, I found it']);
  const back = mailsTo(ben).at(-1);
  expect(back).toMatchObject({
    subject: 'Not sent: something was written in between',
    headers: { 'Auto-Submitted': 'auto-replied' },
  });
  expect(back?.text).toContain('The visitor: Never mind, I found it');
  expect(back?.text).toContain('> Have you looked under the lid?');
  const topicId = (await threadOf(ben.ctx, thread.threadId)).at(-1)?.topicId;
  expect(back?.text).toContain(`/inbox/${workspace.actor.workspaceId}/all/${thread.threadId}/${topicId}\n`);

  await deliverMail(workspace, { from: ben.email, to: back?.reply_to ?? '', text: 'Good to hear' });
  expect(await said()).toEqual(['Hello', 'Never mind, I found it', 'Good to hear']);
});

test('an answer to what names him in a note stays with the team', async () => {
  const { ada, ben, thread, settle, mailsTo, workspace, surroundings } = await mailed();
  await writeNote(ada.ctx, thread.threadId, {
    id: MessageId.parse(surroundings.newId()),
    text: '@Ben, is he a regular?',
    mentions: [{ kind: 'agent', id: ben.agentId }],
  });
  await settle();
  await settle(20 * MINUTE);
  const mail = mailsTo(ben).at(-1);
  expect(mail?.text).toContain('which only your team sees');
  await deliverMail(workspace, { from: ben.email, to: mail?.reply_to ?? '', text: 'For years' });
  expect((await threadOf(ada.ctx, thread.threadId)).at(-1)).toMatchObject({ kind: 'note', text: 'For years' });
  expect(await threadOf(thread.visitor, thread.threadId)).toHaveLength(1);
});

test('K1 a mail from elsewhere, or for which his domain does not vouch, is not his, and he is told so once a day', async () => {
  const { ben, answer, said, mailsTo, pass } = await mailed();
  const told = () => mailsTo(ben).filter(({ subject }) => subject === 'Your answer by mail was not sent');
  const forged: Partial<Written>[] = [{ from: newAddress() }, { dmarc: 'fail' }, { dmarc: null }];
  for (const [day, more] of forged.entries()) {
    for (let n = 0; n < 2; n++) await answer(`Forged ${n}`, more);
    expect(told()).toHaveLength(day + 1);
    pass(DAY);
  }
  expect(await said()).toEqual(['Hello']);
  expect(told()[0]?.text).toContain('does not vouch');
  expect(told()[0]?.text).not.toContain('Forged'); // it was not he who wrote it
});

test('K1 what is not allowed, or from who may not write, is not sent', async () => {
  const { ada, ben, workspace, answer, said, mailsTo, pass } = await mailed();
  await changeWaysBack(ada.ctx, { agentsAnswer: false });
  await answer('One');
  expect(mailsTo(ben).at(-1)?.text).toContain('turned off');
  await changeWaysBack(ada.ctx, { agentsAnswer: true });
  await setAgent(workspace, ben, { role: 'viewer' });
  await answer('Two');
  await setAgent(workspace, ben, { role: 'agent' });
  await answer('');
  pass(20 * DAY);
  await answer('Much later');
  expect(mailsTo(ben).at(-1)?.text).toContain('too old');
  expect(await said()).toEqual(['Hello']);
});

test('what he has to be told is told though the provider is away for a while: the mail is handed over again', async () => {
  const { ben, write, thread, answer, mailsTo } = await mailed({ fails: [200, 503] });
  await write(thread, 'Never mind');
  const again = { messageId: '<again@team.example>' };
  await expect(answer('Which one?', again)).rejects.toMatchObject({ code: 'unavailable' });
  expect(mailsTo(ben)).toHaveLength(1);
  await answer('Which one?', again);
  await answer('Which one?', again);
  expect(mailsTo(ben)).toMatchObject([{}, { subject: 'Not sent: something was written in between' }]);
});

test('each answer of his that was refused he gets back, however many he was mailed of that day', async () => {
  const { ada, ben, workspace, thread, write, answer, mailsTo } = await mailed();
  for (let sent = 1; sent < 30; sent += 1) await spend(workspace, recipientLimit(ben.email, true));
  await expect(spend(workspace, recipientLimit(ben.email, true))).rejects.toMatchObject({ code: 'too_many' });
  await write(thread, 'Never mind');
  await answer('Which one?');
  await changeWaysBack(ada.ctx, { agentsAnswer: false });
  for (const text of ['One', 'Two', 'Three']) await answer(text);
  const back = mailsTo(ben).slice(1);
  expect(back.map(({ text }) => /^> (Which one\?|One|Two|Three)$/m.exec(text)?.[1])).toEqual([
    'Which one?',
    'One',
    'Two',
    'Three',
  ]);
});

test('what cannot be mailed back to him waits in the thread as his draft, beside what he had begun', async () => {
  const { ada, ben, workspace, thread, write, answer, mailsTo } = await mailed({ fails: [200, 422] });
  const drafts = async () =>
    (await ownWriting(ben.ctx)).drafts.map(({ kind, text, kept }) => [kind, text, ...kept.map((other) => other.text)]);
  await saveDraft(ben.ctx, thread.threadId, 'message', { base: 0, text: 'I had begun' });
  await write(thread, 'Never mind');
  await answer('Which one?'); // the provider refuses it for good
  expect(await drafts()).toEqual([['message', 'Which one?', 'I had begun']]);

  for (let sent = 0; sent < 100; sent += 1) await spend(workspace, returnLimit(ben.email));
  await changeWaysBack(ada.ctx, { agentsAnswer: false });
  await deliverMail(workspace, { from: ben.email, to: mailsTo(ben)[0]?.reply_to ?? '', text: 'The blue one' });
  expect(await drafts()).toEqual([['message', 'The blue one', 'I had begun', 'Which one?']]);
  expect(mailsTo(ben)).toHaveLength(1);
});

test('his answer to two visitors who are two again goes to neither, and back to him', async () => {
  const { ada, ben, workspace, surroundings, thread, newThread, said, mailsTo } = await mailed();
  const other = await newThread();
  const [id, { visitorId }] = [MergeId.parse(surroundings.newId()), thread.visitor.actor];
  const both = await mergeVisitors(ada.ctx, visitorId, { id, mergedId: other.visitor.actor.visitorId });
  const right = { ...ben, threadId: both.threadId, seenSeq: 2, isNote: false };
  const until = new Date(surroundings.now().getTime() + DAY);
  const to = agentReplyAddress(surroundings.config, await mailNameOf(workspace), { ...right, until }) ?? '';
  await undoMerge(ada.ctx, visitorId, id);
  const mail = { from: ben.email, to, text: 'To the other alone' };
  expect(await deliverMail(workspace, mail)).toMatchObject({ because: 'agent_refused' });
  expect([...(await said()), ...(await threadOf(ada.ctx, other.threadId))]).toHaveLength(2);
  const back = mailsTo(ben).at(-1)?.text;
  expect(back).toContain('made two again');
  expect(back).toContain('> To the other alone');
});

test('G4 who was removed writes no more, whatever he was mailed, and is not told', async () => {
  const { workspace, ben, answer, said, mailsTo } = await mailed();
  await leave(workspace, ben);
  const before = mailsTo(ben).length;
  expect(await answer('Still me')).toMatchObject({ name: 'ignored', because: 'agent_left' });
  expect([await said(), mailsTo(ben).length]).toEqual([['Hello'], before]);
});

test('K4 a note that he is out of office is neither sent nor answered', async () => {
  const { ben, answer, said, mailsTo } = await mailed();
  const before = mailsTo(ben).length;
  await answer('I am away', { headers: { 'Auto-Submitted': 'auto-replied' } });
  await answer('I am away', { headers: { 'X-Everthread-Loop': 'any' } });
  expect([await said(), mailsTo(ben).length]).toEqual([['Hello'], before]);
});

test('K3 a changed token, and one of another workspace, is none', async () => {
  const { surroundings, workspace, to, answer, said } = await mailed();
  const other = await newWorkspace(surroundings);
  await answer('Elsewhere', { to: to.replace(/^[^+]+/, await mailNameOf(other)) });
  await answer('Changed', { to: to.replace(/\+./, (at) => (at === '+a' ? '+b' : '+a')) });
  expect(await said()).toEqual(['Hello']);
  expect([(await keptMails(other)).length, (await keptMails(workspace)).length]).toEqual([1, 1]); // as a stranger's
});

test('as it comes nobody answers by mail: the mail has no address for it', async () => {
  const { first } = await mailed({ isOn: false });
  expect(first).toBeDefined();
  expect(first?.reply_to).toBeUndefined();
});
