import { ChangeId } from '@everthread/shared/models/ids';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { botUnderTest } from '../../test/bot.ts';
import { publishVariant } from '../articles/publish-variant.ts';
import { saveVariant } from '../articles/save-variant.ts';
import { readVersion } from '../articles/versions.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { asUsual, drainDueEvents } from '../outbox/drain-outbox.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { changeWorkspace } from '../workspaces/change-workspace.ts';
import { getWorkspace } from '../workspaces/get-workspace.ts';

const HOUR = 60 * 60_000;

test('what an article answers is answered at once, in its words, by the bot', async () => {
  const { ask, said, topic, idOf, owner, told } = await botUnderTest();
  await ask('How do I get a refund for my teapot?');
  const [answer, ...others] = await said();
  expect(others).toEqual([]);
  expect(answer).toMatchObject({ author: { kind: 'bot', id: 'bot' }, bot: { kind: 'answer', helped: null } });
  if (answer?.bot?.kind !== 'answer') throw new Error('It is an answer');
  const [quote] = answer.bot.quotes;
  if (!quote) throw new Error('It quotes');
  expect(quote).toMatchObject({ articleId: idOf('Returning'), title: 'Returning a teapot', heading: 'Your money' });
  const { body } = await readVersion(owner, quote.articleId, quote.language, quote.version);
  expect(body).toContain(quote.text);
  expect(answer.text).toBe(quote.text);
  // The visitor waits for a person as before, and has been promised one.
  const { status, waitingSince, previewBy, promise } = await topic();
  expect({ status, previewBy, isPromised: promise !== undefined }).toEqual({
    status: 'open',
    previewBy: 'bot',
    isPromised: true,
  });
  expect(waitingSince).not.toBeNull();
  const frames = told.filter(({ frame }) => frame.type === 'message.sent' && frame.message.author.kind === 'bot');
  expect(frames.map(({ room }) => room.split(':')[0]).toSorted()).toEqual(['team', 'visitor']);
});

test('K4 what came by mail it leaves to people', async () => {
  const { ctx, write, drain, said, notes } = await botUnderTest();
  const id = await write('How do I get a refund for my teapot?');
  await inWorkspace(ctx, [ctx.db.update(messages).set({ via: 'mail' }).where(eq(messages.id, id))]);
  await drain();
  expect([await said(), await notes()]).toEqual([[], []]);
});

test('a greeting wants no answer, and a question that follows gets one', async () => {
  const { ask, said } = await botUnderTest();
  await ask('Good morning!');
  expect(await said()).toEqual([]);
  await ask('Are you open on Sundays?');
  expect((await said()).map(({ bot }) => bot?.kind)).toEqual(['answer']);
});

test('what no article answers is handed over at once, with a note for the team, and then the bot is silent', async () => {
  const { ask, said, notes, topic, visitor, threadId } = await botUnderTest();
  await ask('Who won the football match yesterday between France and Brazil?');
  expect((await said()).map(({ bot, text }) => [bot?.kind, text.startsWith('I cannot answer')])).toEqual([
    ['handover', true],
  ]);
  const [note] = await notes();
  expect(note?.text).toContain('no article answers');
  expect(note?.text).toContain('Who won the football match');
  expect((await topic()).promise).toBeDefined();

  await ask('Are you open on Sundays?');
  expect(await said()).toHaveLength(1);
  const seen = await changesAfter(visitor, threadId, 0);
  expect(seen.messages.filter(({ kind }) => kind === 'note')).toEqual([]);
});

test('words that ask for a person bring one', async () => {
  const { ask, said } = await botUnderTest();
  await ask('Can I talk to a real person please?');
  expect((await said()).map(({ bot }) => bot?.kind)).toEqual(['handover']);
});

test('where an agent has written, taken or closed the topic the bot says nothing', async () => {
  for (const happens of ['writes', 'takes', 'closes'] as const) {
    const { write, reply, drain, said, agent, topicId, ctx, seenByTeam } = await botUnderTest();
    await write('Are you open on Sundays?');
    if (happens === 'writes') await reply();
    const [me] = (await getWorkspace(agent)).agents;
    const change = { id: ChangeId.parse(ctx.newId()) };
    if (happens === 'takes') await changeTopic(agent, topicId, { ...change, assigneeId: me?.id ?? null });
    if (happens === 'closes') await changeTopic(agent, topicId, { ...change, status: 'done' });
    await drain();
    expect(await said(), happens).toEqual([]);
    expect((await seenByTeam()).filter(({ kind }) => kind === 'note')).toEqual([]);
  }
});

test('only the newest of what a visitor wrote is answered, and nothing twice', async () => {
  const { write, drain, said, ctx } = await botUnderTest();
  await write('Are you open on Sundays?');
  await write('Can I put the teapots in the dishwasher?');
  await drain();
  await drain();
  await drainDueEvents(ctx, asUsual);
  expect((await said()).map(({ text }) => text.includes('dishwasher'))).toEqual([true]);
});

test('three turns without progress, then a person', async () => {
  const { ask, said } = await botUnderTest();
  for (const question of [
    'Are you open on Sundays?',
    'How long does delivery take?',
    'Do you accept credit cards?',
    'Can you wrap it as a present?',
    'How do I keep tea fresh?',
  ]) {
    await ask(question);
  }
  expect((await said()).map(({ bot }) => bot?.kind)).toEqual(['answer', 'answer', 'answer', 'handover']);
});

test('a workspace may switch it off, give it a name, or put people first', async () => {
  const off = await botUnderTest();
  await changeWorkspace(off.agent, { botMode: 'off' });
  await off.ask('Are you open on Sundays?');
  expect(await off.said()).toEqual([]);

  const named = await botUnderTest();
  await changeWorkspace(named.agent, { botName: 'Kettle' });
  await named.ask('Are you open on Sundays?');
  expect((await named.said())[0]?.author).toEqual({ kind: 'bot', id: 'bot', name: 'Kettle' });

  // Its people are on shift at any time: they have set no hours.
  const people = await botUnderTest();
  await changeWorkspace(people.agent, { botMode: 'people-first' });
  await people.ask('Are you open on Sundays?');
  expect(await people.said()).toEqual([]);
});

test('where nothing is published the bot says nothing, nor of what is for the team alone', async () => {
  for (const articles of [
    [],
    [{ title: 'Opening hours', body: 'We are open on Sundays.', audience: 'internal' as const }],
  ]) {
    const { ask, said, notes } = await botUnderTest(articles);
    await ask('Are you open on Sundays?');
    expect([await said(), await notes()]).toEqual([[], []]);
  }
});

test('it asks what is meant, and what is chosen is answered from that article', async () => {
  const { ask, said } = await botUnderTest([
    { title: 'Invoices for companies', body: 'Companies find their invoices under Billing.' },
    { title: 'Invoices for schools', body: 'Schools are sent their invoices by post.' },
    { title: 'Cleaning cast iron', body: 'Rinse it with warm water alone.' },
  ]);
  await ask('invoices');
  const [first] = await said();
  expect(first?.bot?.kind).toBe('suggestion');
  if (first?.bot?.kind !== 'suggestion') return;
  const { choices } = first.bot;
  expect(choices.length).toBeLessThanOrEqual(3);
  const choice = choices.find(({ title }) => title.includes('schools'));
  if (!choice) throw new Error('It is offered');
  await ask(choice.title);
  const [, second] = await said();
  expect(second?.bot).toMatchObject({ kind: 'answer', quotes: [{ articleId: choice.articleId }] });
  expect(second?.text).toBe('Schools are sent their invoices by post.');
});

test('what is no longer published when it is to be said is not said', async () => {
  const { write, drain, said, owner, idOf, pass } = await botUnderTest();
  await write('Are you open on Sundays?');
  // Published anew, and nobody has looked through it since.
  await saveVariant(owner, idOf('Opening'), 'en', {
    base: 1,
    title: 'Opening hours',
    body: 'We are never open.',
    wordings: [],
  });
  await publishVariant(owner, idOf('Opening'), 'en', { base: 2 });
  await drain();
  await pass(HOUR);
  for (const { text } of await said()) expect(text).not.toContain('Tuesday to Saturday');
});

test('if its turn is lost, a person is called within twenty seconds', async () => {
  const { write, drain, said, ctx, pass, notes } = await botUnderTest();
  await write('Are you open on Sundays?');
  await drainDueEvents(ctx, { ...asUsual, handlers: { ...asUsual.handlers, 'bot.turn': [async () => {}] } });
  await drain();
  expect(await said()).toEqual([]);
  await pass(20_000);
  expect((await said()).map(({ bot }) => bot?.kind)).toEqual(['handover']);
  expect((await notes())[0]?.text).toContain('no answer came in time');
});
