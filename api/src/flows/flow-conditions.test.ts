import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import type { FlowPlan } from '@everthread/shared/models/flow';
import type { MessageId } from '@everthread/shared/models/ids';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { flowUnderTest } from '../../test/flows.ts';
import { callPerson } from '../bot/call-person.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { promises } from '../db/schema/promises.ts';
import { sendMessage } from '../messages/send-message.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { saveFlow } from './save-flow.ts';

const A_DAY = 24 * 60 * 60_000;
const SHORT: FlowPlan = {
  name: 'Short',
  trigger: 'any-message',
  conditions: [],
  steps: [{ kind: 'say', id: 'hello', words: { en: 'Hello' } }],
};

test('who comes back is asked about yesterday’s question, which is still open, though a person was called; once', async () => {
  const { ask, said, visitor, threadId, drain, jump, notes } = await flowUnderTest(FLOW_TEMPLATES.returning, []);
  await ask('Where is my parcel?');
  await callPerson(visitor, threadId);
  await drain();
  await ask('Hello?');
  const before = (await said()).length;
  await jump(A_DAY);
  await ask('Any news?');
  const asked = (await said()).slice(before);
  expect(asked.map(({ text }) => text)).toEqual([
    'Welcome back! Is it about your question from yesterday, “Hello”, which is still open?',
  ]);
  await ask('No, something else');
  await ask('I want to send it back');
  expect((await notes()).at(-1)?.text).toContain('new_question: “I want to send it back”');
  expect((await said()).at(-1)?.bot?.kind).toBe('handover');
  const after = (await said()).length;
  await jump(A_DAY);
  await ask('And now?');
  expect(await said()).toHaveLength(after);
});

test('nobody is asked so whom an agent has answered, or who was here a moment ago', async () => {
  const { ask, said, reply, jump, anotherThread, drain } = await flowUnderTest(FLOW_TEMPLATES.returning, []);
  await ask('Where is my parcel?');
  await ask('Hello?');
  expect((await said()).filter(({ bot }) => bot?.kind === 'step')).toEqual([]);
  const other = await anotherThread();
  await drain();
  await reply('It is on its way', other.threadId);
  await jump(A_DAY);
  await ask('Thank you', other);
  expect((await said(other.threadId)).filter(({ bot }) => bot?.kind === 'step')).toEqual([]);
});

test('a promise begins a flow, which can say by when it is and set words beside it', async () => {
  const { said, flowId, owner, anotherThread, drain } = await flowUnderTest(SHORT, []);
  const steps: FlowPlan['steps'] = [
    { kind: 'say', id: 'when', words: { en: 'A person answers {promised}.' } },
    { kind: 'promise', id: 'words', words: { en: 'Our tea people read every word.' } },
  ];
  await saveFlow(owner, flowId, { base: 1, isOn: true, plan: { ...SHORT, trigger: 'promise', steps } });
  const { visitor, threadId } = await anotherThread();
  await drain();
  expect((await said(threadId)).at(-1)?.text).toMatch(
    /^A person answers in \d+ (minutes|hours)\.$|^A person answers tomorrow\.$/,
  );
  const { topics } = await changesAfter(visitor, threadId, 0);
  expect(topics.at(-1)?.promise?.words).toBe('Our tea people read every word.');
  const { topic } = await sendMessage(visitor, threadId, { id: visitor.newId() as MessageId, text: 'Hello?' });
  expect(topic.promise?.words).toBe('Our tea people read every word.');
});

test('words beside a promise are those of its wait, and where they name its time those of that promise', async () => {
  const words = async (en: string) => {
    const place = await flowUnderTest(SHORT, []);
    const steps: FlowPlan['steps'] = [{ kind: 'promise', id: 'words', words: { en } }];
    await saveFlow(place.owner, place.flowId, { base: 1, isOn: true, plan: { ...SHORT, trigger: 'promise', steps } });
    const other = await place.anotherThread();
    await place.drain();
    const now = async () => (await changesAfter(other.visitor, other.threadId, 0)).topics.at(-1)?.promise;
    const renew = () =>
      inWorkspace(place.ctx, [
        place.ctx.db.update(promises).set({ renewsId: sql`id` }).where(eq(promises.topicId, other.topicId)),
      ]);
    return { ...place, other, now, renew };
  };
  const plain = await words('Our tea people read every word.');
  await plain.renew();
  expect((await plain.now())?.words).toBe('Our tea people read every word.');
  await plain.reply('It is on its way', plain.other.threadId);
  await plain.jump(60_000);
  await plain.ask('And when?', plain.other);
  expect(await plain.now()).toMatchObject({ words: null });

  const timed = await words('You hear from us {promised}.');
  expect((await timed.now())?.words).toMatch(/^You hear from us (in|tomorrow)/);
  await timed.renew();
  expect(await timed.now()).toMatchObject({ words: null });
});

test('between its steps it goes by who writes and what he answered', async () => {
  const { flowId, owner, ask, texts } = await flowUnderTest(SHORT, []);
  const say = (id: string, en: string) => ({ kind: 'say' as const, id, words: { en } });
  const plan: FlowPlan = {
    ...SHORT,
    steps: [
      {
        kind: 'if',
        id: 'known',
        conditions: [{ kind: 'signed-in', isSignedIn: true }],
        steps: [say('verified', 'I know you.')],
        otherwise: [say('stranger', 'Who are you?')],
      },
      { kind: 'ask', id: 'what', name: 'what', wants: 'text', words: { en: 'What is it?' } },
      {
        kind: 'if',
        id: 'tea',
        conditions: [{ kind: 'known', name: 'what', value: 'tea' }],
        steps: [say('green', 'Green, then.')],
        otherwise: [say('other', 'Not tea.')],
      },
    ],
  };
  await saveFlow(owner, flowId, { base: 1, isOn: true, plan });
  await ask('Hello');
  await ask('Tea!');
  expect(await texts()).toEqual(['Who are you?', 'What is it?', 'Green, then.']);
});
