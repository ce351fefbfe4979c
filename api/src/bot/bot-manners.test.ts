import type { MessageId } from '@everthread/shared/models/ids';
import { and, eq, isNotNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { botUnderTest } from '../../test/bot.ts';
import { newKnowledge } from '../../test/knowledge.ts';
import { changeArticle } from '../articles/change-article.ts';
import { publishVariant } from '../articles/publish-variant.ts';
import { saveVariant } from '../articles/save-variant.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { promises, waits } from '../db/schema/promises.ts';
import { answersToAudit, botFigures, judgeAnswer } from './audit-answers.ts';
import { callPerson } from './call-person.ts';
import { listQuestions, settleQuestions } from './questions.ts';
import { readQuoted } from './read-quoted.ts';
import { listRecalled, settleRecall } from './recall-answers.ts';
import { sayHelped } from './say-helped.ts';

const DAY = 24 * 60 * 60_000;
const QUESTION = 'Are you open on Sundays?';

async function answered(question = QUESTION) {
  const place = await botUnderTest();
  await place.ask(question);
  const [answer] = await place.said();
  if (answer?.bot?.kind !== 'answer') throw new Error('It is answered');
  return { ...place, answer, answerId: answer.id as MessageId };
}

test('a yes settles the topic and the promise, and counts as confirmed', async () => {
  const { visitor, threadId, answerId, drain, topic, ctx, agent, told } = await answered();
  const first = await sayHelped(visitor, threadId, answerId, true);
  const again = await sayHelped(visitor, threadId, answerId, true);
  expect(again.message.bot?.helped).toBe(true);
  expect(first.topic.status).toBe('done');
  await drain();
  const { status, waitingSince, promise } = await topic();
  expect({ status, waitingSince, promise }).toEqual({ status: 'done', waitingSince: null, promise: undefined });
  const [settled, waited] = await inWorkspace(ctx, [
    ctx.db
      .select()
      .from(promises)
      .where(and(eq(promises.workspaceId, ctx.actor.workspaceId), isNotNull(promises.settledAt))),
    ctx.db.select().from(waits).where(eq(waits.workspaceId, ctx.actor.workspaceId)),
  ]);
  expect(settled.map(({ outcome }) => outcome)).toEqual(['cancelled']);
  expect(waited.map(({ ended }) => ended)).toEqual(['left']);
  expect(await botFigures(agent)).toMatchObject({ spokeIn: 1, confirmed: 1, assumed: 0, handedOver: 0 });
  expect(told.some(({ frame }) => frame.type === 'message.changed' && frame.message.id === answerId)).toBe(true);
});

test('a yes that comes after a newer question settles the answer, not the question', async () => {
  const { visitor, threadId, answerId, write, drain, topic, said, agent } = await answered();
  await write('Do you accept credit cards?');
  const { message, topic: shown } = await sayHelped(visitor, threadId, answerId, true);
  expect([message.bot?.helped, shown.status]).toEqual([true, 'open']);
  await drain();
  expect((await topic()).waitingSince).not.toBeNull();
  expect((await said()).map(({ bot }) => bot?.kind)).toEqual(['answer', 'answer']);
  expect(await botFigures(agent)).toMatchObject({ confirmed: 1 });
});

test('a no calls a person, with a note of what was tried, and keeps the question', async () => {
  const { visitor, threadId, answerId, drain, said, notes, topic, agent } = await answered();
  await sayHelped(visitor, threadId, answerId, false);
  await sayHelped(visitor, threadId, answerId, false);
  await drain();
  expect((await said()).map(({ bot }) => bot?.kind)).toEqual(['answer', 'handover']);
  expect((await notes()).map(({ text }) => text.includes('“Opening hours of the shop”'))).toEqual([true]);
  expect((await topic()).promise).toBeDefined();
  expect((await listQuestions(agent))[0]?.questions).toMatchObject([{ text: QUESTION, outcome: 'unhelpful' }]);
});

test('a person can be called at any moment, once, and nobody is called where one is there', async () => {
  const { visitor, threadId, said, drain, agent } = await answered();
  await callPerson(visitor, threadId);
  await callPerson(visitor, threadId);
  await drain();
  expect((await said()).map(({ bot }) => bot?.kind)).toEqual(['answer', 'handover']);
  expect((await botFigures(agent)).handedOver).toBe(1);

  const other = await answered();
  await other.reply();
  await callPerson(other.visitor, other.threadId);
  expect(await other.said()).toHaveLength(1);
});

test('who stays away for three days is taken to have been helped; who comes back, or was answered by a person, is not', async () => {
  const away = await answered();
  await away.jump(3 * DAY + 1);
  expect((await away.topic()).status).toBe('done');
  expect(await botFigures(away.agent)).toMatchObject({ confirmed: 0, assumed: 1 });

  const back = await answered();
  await back.jump(2 * DAY);
  await back.ask('Thanks');
  await back.jump(2 * DAY);
  expect((await back.topic()).status).toBe('open');
  expect((await botFigures(back.agent)).assumed).toBe(0);

  const person = await answered();
  await person.reply();
  await person.jump(4 * DAY);
  expect((await botFigures(person.agent)).assumed).toBe(0);
});

test('the visitor reads what stands around a quote; once the article is not his any more, the quote alone', async () => {
  const { visitor, threadId, answerId, owner, idOf, anotherThread } = await answered('When is my money refunded?');
  const quoted = await readQuoted(visitor, threadId, answerId, 0);
  expect(quoted).toMatchObject({ title: 'Returning a teapot', heading: 'Your money' });
  expect(quoted.passages.filter(({ isQuoted }) => isQuoted)).toHaveLength(1);
  await changeArticle(owner, idOf('Returning'), { audience: 'internal' });
  expect((await readQuoted(visitor, threadId, answerId, 0)).passages).toEqual([
    { text: expect.stringContaining('We refund the price'), isQuoted: true },
  ]);
  const missing = { code: 'not_found' };
  await expect(readQuoted(visitor, threadId, answerId, 1)).rejects.toMatchObject(missing);
  const other = await anotherThread();
  await expect(readQuoted(other.visitor, threadId, answerId, 0)).rejects.toMatchObject(missing);
  await expect(readQuoted(other.visitor, other.threadId, answerId, 0)).rejects.toMatchObject(missing);
});

test('of another’s answers nobody says anything', async () => {
  const { threadId, answerId, anotherThread, said } = await answered();
  const other = await anotherThread();
  const missing = { code: 'not_found' };
  await expect(sayHelped(other.visitor, threadId, answerId, true)).rejects.toMatchObject(missing);
  await expect(sayHelped(other.visitor, other.threadId, answerId, true)).rejects.toMatchObject(missing);
  await expect(sayHelped(other.visitor, threadId, answerId, false)).rejects.toMatchObject(missing);
  await expect(callPerson(other.visitor, threadId)).rejects.toMatchObject(missing);
  expect((await said())[0]?.bot).toMatchObject({ helped: null });
});

test('what could not be answered is kept for the team: what asks for the same together, until somebody settles it', async () => {
  const { ask, anotherThread, agent, surroundingsOf } = await placeOfQuestions();
  await ask('Which football club does your founder support on weekends?');
  await ask('Which football club does the founder support?', await anotherThread());
  await ask('Can you translate a poem about the moon into Latin?', await anotherThread());
  const clusters = await listQuestions(agent);
  expect(clusters.map(({ questions }) => questions.length)).toEqual([2, 1]);
  const ids = clusters[0]?.questions.map(({ id }) => id) ?? [];
  await settleQuestions(agent, { ids });
  await settleQuestions(agent, { ids });
  expect((await listQuestions(agent)).map(({ questions }) => questions.length)).toEqual([1]);

  const elsewhere = await newKnowledge(surroundingsOf, []);
  expect(await listQuestions(elsewhere.owner)).toEqual([]);
  await expect(settleQuestions(elsewhere.owner, { ids })).rejects.toMatchObject({ code: 'not_found' });
});

async function placeOfQuestions() {
  const place = await botUnderTest();
  const { actor: _actor, env: _env, ahead: _ahead, ...surroundingsOf } = place.ctx;
  return { ...place, surroundingsOf };
}

test('agents are offered some of what was settled, and what they find is counted', async () => {
  const { visitor, threadId, answerId, agent, ctx } = await answered();
  expect(await answersToAudit(agent)).toEqual([]);
  await sayHelped(visitor, threadId, answerId, true);
  expect(await answersToAudit(agent)).toMatchObject([
    { messageId: answerId, question: QUESTION, resolved: 'confirmed' },
  ]);
  await judgeAnswer(agent, answerId, { verdict: 'right' });
  expect(await answersToAudit(agent)).toEqual([]);
  expect(await botFigures(agent)).toMatchObject({ right: 1, wrong: 0 });
  const { owner } = await newKnowledge(ctx, []);
  await expect(judgeAnswer(owner, answerId, { verdict: 'wrong' })).rejects.toMatchObject({ code: 'not_found' });
});

test('when an article no longer says what was quoted, the answer is listed with a correction; when it does again, it is not', async () => {
  const { owner, agent, idOf, drain, answerId, known } = await answered();
  const id = idOf('Opening');
  const before = known.find((article) => article.id === id);
  const publish = async (base: number, body: string) => {
    await saveVariant(owner, id, 'en', { base, title: 'Opening hours of the shop', body, wordings: [] });
    await publishVariant(owner, id, 'en', { base: base + 1 });
    await drain();
  };
  await publish(1, `${before?.body} Come by.`);
  expect(await listRecalled(agent)).toEqual([]);
  await publish(2, 'We sell tea.\n\nOur shop in the harbour is open every day, Sundays as well.');
  const [recalled] = await listRecalled(agent);
  expect(recalled).toMatchObject({ messageId: answerId, question: QUESTION, isConcerned: true });
  expect(recalled?.draft).toContain('open every day, Sundays as well');
  await publish(3, before?.body ?? '');
  expect(await listRecalled(agent)).toEqual([]);
  await publish(4, 'Closed for ever.');
  await settleRecall(agent, answerId);
  expect(await listRecalled(agent)).toEqual([]);
});
