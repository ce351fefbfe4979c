import { PATIENCE_MS } from '@everthread/shared/client/advance-flow';
import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import type { FlowPlan } from '@everthread/shared/models/flow';
import { ChangeId, FlowId, TagId, TeamId } from '@everthread/shared/models/ids';
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { flowUnderTest } from '../../test/flows.ts';
import { callPerson } from '../bot/call-person.ts';
import type { Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitors } from '../db/schema/visitors.ts';
import { asUsual, drainDueEvents } from '../outbox/drain-outbox.ts';
import { createTag } from '../tags/create-tag.ts';
import { createTeam } from '../teams/create-team.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { getVisitor } from '../visitors/get-visitor.ts';
import { getWorkspace } from '../workspaces/get-workspace.ts';
import { endWaits } from './end-waits.ts';
import { runFlows } from './run-flows.ts';
import { removeFlow, saveFlow } from './save-flow.ts';

const isHim = ({ actor: { workspaceId, visitorId } }: Context<VisitorActor>) =>
  and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, visitorId));

test('a shop’s flow asks, looks up and tells, as the bot, while the bot itself is silent', async () => {
  const { ask, said, texts, runs, asked } = await flowUnderTest();
  await ask('Where is my order? Are you open on Sundays?');
  const [first, ...others] = await said();
  expect(others).toEqual([]);
  expect(first).toMatchObject({ author: { kind: 'bot' }, text: 'Hello! Is this about an order?' });
  expect(first?.bot).toEqual({
    kind: 'step',
    asks: { choices: ['Where is my order?', 'Something else'], wants: null },
  });
  await ask('Where is my order?');
  await ask('TS-10423');
  await ask('ines@example.com');
  expect(asked).toHaveLength(1);
  expect((await texts()).slice(-2)).toEqual([
    'Order TS-10423: on its way. It should arrive: tomorrow.',
    'Does that help?',
  ]);
  await ask('Yes, thank you');
  expect((await texts()).at(-1)).toBe('Gladly!');
  expect((await runs()).map(({ state }) => state)).toMatchObject([{ name: 'ended', how: 'done' }]);
  // It runs once about one matter; what is asked now is the bot's to answer.
  await ask('I have an order question: are you open on Sundays?');
  expect((await said()).at(-1)?.bot?.kind).toBe('answer');
});

test('one trigger makes one run and one question, however often it is told and by however many at once', async () => {
  const { write, ctx, drain, runs, texts } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  const messageId = await write('Where is my order?');
  const told = [{ type: 'message.sent' as const, messageId }];
  await Promise.all([runFlows(ctx, told), runFlows(ctx, told), runFlows(ctx, told)]);
  await drain();
  await runFlows(ctx, told);
  expect(await runs()).toHaveLength(1);
  expect(await texts()).toHaveLength(1);
  const answer = await write('1');
  const answered = [{ type: 'message.sent' as const, messageId: answer }];
  await Promise.all([runFlows(ctx, answered), runFlows(ctx, answered)]);
  await drain();
  expect(await texts()).toHaveLength(2);
});

test('what is told again after it was taken in begins no other flow', async () => {
  const { owner, ctx, ask, runs } = await flowUnderTest();
  const plan: FlowPlan = { name: 'Any', trigger: 'any-message', conditions: [], steps: [{ kind: 'person', id: 'p' }] };
  await saveFlow(owner, FlowId.parse(ctx.newId()), { base: 0, isOn: true, plan });
  const told = [];
  for (const text of ['My order', 'Something else', 'Are you open on Sundays?'])
    told.push({ type: 'message.sent' as const, messageId: await ask(text) });
  await runFlows(ctx, told);
  expect(await runs()).toHaveLength(1);
});

test('at every step a person can be had: by the button, and by words, with what was told so far', async () => {
  for (const [how, steps] of [
    ['button', 0],
    ['button', 2],
    ['words', 1],
  ] as const) {
    const { ask, said, notes, visitor, threadId, runs, drain } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
    await ask('Where is my order?');
    for (const answer of ['1', 'TS-10423'].slice(0, steps)) await ask(answer);
    if (how === 'button') await callPerson(visitor, threadId);
    else await ask('I want to talk to a person');
    await callPerson(visitor, threadId); // again: nothing more
    await drain();
    expect((await said()).filter(({ bot }) => bot?.kind === 'handover')).toHaveLength(1);
    const [note, ...more] = await notes();
    expect(more).toEqual([]);
    expect(note?.text).toContain('the visitor asked for a person');
    if (steps === 2) expect(note?.text).toContain('order: “TS-10423”');
    expect((await runs())[0]?.state).toMatchObject({ name: 'ended', how: 'person' });
    const before = (await said()).length;
    await ask('TS-999');
    expect(await said()).toHaveLength(before);
  }
});

test('where an agent writes, takes or closes the topic it is dropped, and says nothing', async () => {
  for (const happens of ['writes', 'takes', 'closes'] as const) {
    const { ask, reply, drain, said, runs, agent, topicId, ctx, write } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
    await ask('Where is my order?');
    const change = { id: ChangeId.parse(ctx.newId()) };
    if (happens === 'writes') await reply();
    const [me] = (await getWorkspace(agent)).agents;
    if (happens === 'takes') await changeTopic(agent, topicId, { ...change, assigneeId: me?.id ?? null });
    if (happens === 'closes') await changeTopic(agent, topicId, { ...change, status: 'done' });
    await drain();
    const before = (await said()).length;
    if (happens === 'takes') {
      await write('1');
      await drain();
      expect((await runs())[0]?.state, happens).toMatchObject({ how: 'dropped' });
    }
    expect(await said(), happens).toHaveLength(before);
  }
});

test('what runs ends on its version, what begins later has the new one', async () => {
  const { ask, owner, flowId, texts, anotherThread, drain, said } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  await ask('Where is my order?');
  const plan: FlowPlan = {
    ...FLOW_TEMPLATES.shop,
    steps: [{ kind: 'say', id: 'other', words: { en: 'We have moved' } }],
  };
  await saveFlow(owner, flowId, { base: 1, isOn: true, plan });
  await ask('1');
  expect((await texts()).at(-1)).toContain('What is your order number?');
  const other = await anotherThread();
  await drain();
  await ask('Where is my order?', other);
  expect((await said(other.threadId)).map(({ text }) => text)).toEqual(['We have moved']);
});

test('switched off it begins no more, and what runs goes on', async () => {
  const { ask, owner, flowId, texts, anotherThread, said } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  await ask('Where is my order?');
  await saveFlow(owner, flowId, { base: 1, isOn: false, plan: FLOW_TEMPLATES.shop });
  await ask('1');
  expect((await texts()).at(-1)).toContain('What is your order number?');
  const other = await anotherThread();
  await ask('My parcel order', other);
  expect((await said(other.threadId)).filter(({ bot }) => bot?.kind === 'step')).toEqual([]);
});

test('what is saved of its words leaves it off where somebody has switched it off since, also after it was removed', async () => {
  const { owner, flowId } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  await saveFlow(owner, flowId, { base: 1, isOn: false, plan: FLOW_TEMPLATES.shop });
  const plan = { ...FLOW_TEMPLATES.shop, name: 'Reworded' };
  expect(await saveFlow(owner, flowId, { base: 1, plan })).toMatchObject({ version: 2, isOn: false });
  await saveFlow(owner, flowId, { base: 2, isOn: true, plan });
  await removeFlow(owner, flowId);
  expect(await saveFlow(owner, flowId, { base: 2, plan })).toMatchObject({ version: 2, isOn: true });
});

test('nobody answers: after a day it has ended, and the bot may speak again', async () => {
  const { ask, runs, said, ctx, now } = await flowUnderTest();
  await ask('Where is my order?');
  const [run] = await runs();
  if (!run) throw new Error('It runs');
  const due = { type: 'flow.due' as const, runId: run.id, revision: run.revision };
  await endWaits(ctx, [due]);
  expect((await runs())[0]?.state.name).toBe('asking');
  await endWaits({ ...ctx, now: () => new Date(now().getTime() + PATIENCE_MS) }, [due]);
  expect((await runs())[0]?.state).toMatchObject({ name: 'ended', how: 'silent' });
  await ask('Are you open on Sundays?');
  expect((await said()).at(-1)?.bot?.kind).toBe('answer');
});

test('what it leaves to the bot is answered from the articles, or a person is brought', async () => {
  for (const [question, kind] of [
    ['Are you open on Sundays?', 'answer'],
    ['Who won the football match yesterday between France and Brazil?', 'handover'],
  ] as const) {
    const { ask, said, runs } = await flowUnderTest();
    await ask('My order');
    await ask('Something else');
    await ask(question);
    expect((await runs())[0]?.state).toMatchObject({ how: 'search', answers: { question } });
    expect((await said()).at(-1)?.bot?.kind).toBe(kind);
  }
});

test('it gives the topic to a team, tags it, and ends with a person and his own words', async () => {
  const { owner, ask, topic, said, flowId, ctx } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  const team = await createTeam(owner, { name: 'Cards' });
  const tag = await createTag(owner, { id: TagId.parse(ctx.newId()), name: 'lost card', color: 'red' });
  const steps: FlowPlan['steps'] = [
    { kind: 'route', id: 'r', teamId: team.id },
    { kind: 'tag', id: 't', tagId: tag.id },
    { kind: 'route', id: 'gone', teamId: TeamId.parse(ctx.newId()) },
    { kind: 'person', id: 'p', words: { en: 'Our card people answer here.' } },
  ];
  await saveFlow(owner, flowId, { base: 1, isOn: true, plan: { ...FLOW_TEMPLATES.bank, steps } });
  await ask('I lost my card');
  expect(await topic()).toMatchObject({ teamId: team.id, tagIds: [tag.id] });
  expect((await said()).map(({ text, bot }) => [text, bot?.kind])).toEqual([
    ['Our card people answer here.', 'handover'],
  ]);
});

test('with a first message it begins at once, and it greets by the visitor’s language', async () => {
  const { anotherThread, drain, said, flowId, owner, ask, visitor, ctx } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  await inWorkspace(ctx, [ctx.db.update(visitors).set({ language: 'es-MX' }).where(isHim(visitor))]);
  await ask('¿Dónde está mi pedido?');
  expect((await said()).map(({ text }) => text)).toEqual(['¡Hola! ¿Se trata de un pedido?']);
  await saveFlow(owner, flowId, { base: 1, isOn: true, plan: FLOW_TEMPLATES.clinic });
  const other = await anotherThread();
  await drain();
  expect((await said(other.threadId)).map(({ text }) => text)).toEqual([
    'Hello! In an emergency please call the emergency number, do not wait here.',
    'What can we do for you?',
  ]);
});

test('the team sees what was answered beside the visitor; the visitor sees no note', async () => {
  const { ask, visitor, threadId, agent } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  await ask('Where is my order?');
  await ask('1');
  await ask('TS-10423');
  await callPerson(visitor, threadId);
  const seen = await changesAfter(visitor, threadId, 0);
  expect(seen.messages.filter(({ kind }) => kind === 'note')).toEqual([]);
  const { told } = await getVisitor(agent, visitor.actor.visitorId);
  expect(told).toMatchObject([{ name: 'order', value: 'TS-10423' }]);
});

test.each<[keyof typeof FLOW_TEMPLATES, string[], object]>([
  [
    'shop',
    ['Where is my order?', '1', 'TS-10423', 'ines@example.com', '1'],
    { order: 'TS-10423', mail: 'ines@example.com' },
  ],
  ['bank', ['My card was stolen', 'My card was stolen', 'Yesterday at noon'], { noticed: 'Yesterday at noon' }],
  [
    'saas',
    ['I found a bug', 'Report a bug', 'I pressed save', 'A white page', 'Yes'],
    { steps: 'I pressed save', seen: 'A white page', works_on: 'Yes' },
  ],
  ['clinic', ['Make an appointment', 'Tuesdays', 'ines@example.com'], { days: 'Tuesdays', mail: 'ines@example.com' }],
  [
    'game',
    ['I lost my account', 'It was locked', 'Monday', 'Ines77', 'ines@example.com'],
    { player: 'Ines77', since: 'Monday' },
  ],
])('the template %s runs to its end, and a person has all that was told', async (name, answers, told) => {
  const { ask, drain, runs, said, notes, anotherThread } = await flowUnderTest(FLOW_TEMPLATES[name], []);
  const other = await anotherThread();
  await drain();
  for (const answer of answers) await ask(answer, other);
  const [run, ...others] = (await runs()).filter(({ topicId }) => topicId === other.topicId);
  expect(others).toEqual([]);
  expect(run?.state).toMatchObject({ name: 'ended', how: name === 'shop' ? 'done' : 'person', answers: told });
  expect((await said(other.threadId)).every(({ author }) => author.kind === 'bot')).toBe(true);
  if (name === 'shop') return;
  expect((await said(other.threadId)).at(-1)?.bot?.kind).toBe('handover');
  for (const value of Object.values(told)) expect((await notes(other.threadId))[0]?.text).toContain(`“${value}”`);
});

test('a person can be had after a flow has ended, too', async () => {
  const { ask, visitor, threadId, drain, said, runs } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  for (const answer of ['Where is my order?', '1', 'TS-10423', 'ines@example.com', 'Yes, thank you']) await ask(answer);
  expect((await runs())[0]?.state).toMatchObject({ how: 'done' });
  await callPerson(visitor, threadId);
  await drain();
  expect((await said()).at(-1)?.bot?.kind).toBe('handover');
});

test('a run goes on after everything in memory is gone: its state is in the database alone', async () => {
  const { write, ctx, texts, said } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  for (const answer of ['Where is my order?', '1', 'TS-10423', 'ines@example.com']) {
    await write(answer);
    await drainDueEvents({ ...ctx, ahead: undefined }, asUsual);
  }
  expect((await texts()).at(-1)).toBe('Does that help?');
  expect((await said()).every(({ author }) => author.kind === 'bot')).toBe(true);
});
