import type { NewArticle } from '@everthread/shared/models/article';
import type { QuestionCluster } from '@everthread/shared/models/bot';
import type { ArticleId, BotQuestionId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import { expect, test } from 'vitest';
import { at, id, messageId, threadId, topicId } from '../../test/sample.ts';
import { answerTo } from './answer-to.ts';
import { GapsModel } from './gaps-model.ts';

type By = 'visitor' | 'agent' | 'bot' | 'note';
const said = (seq: number, by: By, text: string, topic = 1) =>
  ({
    ...{ id: messageId(seq), seq, text, topicId: topicId(topic), kind: by === 'note' ? 'note' : 'message' },
    author: { kind: by === 'note' ? 'agent' : by },
  }) as TeamMessage;

test.each([
  [
    'what follows the question until the visitor writes again',
    [
      said(2, 'agent', 'Five days.'),
      said(3, 'agent', 'By card.'),
      said(4, 'visitor', 'Thanks'),
      said(5, 'agent', 'Bye'),
    ],
    'Five days.\n\nBy card.',
  ],
  [
    'not what the bot said, nor a note',
    [said(2, 'bot', 'Perhaps'), said(3, 'note', 'Hm'), said(4, 'agent', 'Five days.')],
    'Five days.',
  ],
  ['also after the visitor wrote more', [said(2, 'visitor', 'Hello?'), said(3, 'agent', 'Five days.')], 'Five days.'],
  ['nothing of another topic', [said(2, 'agent', 'Other', 2)], ''],
] as const)('the answer is %s', (_, after, answer) => {
  expect(answerTo([said(1, 'visitor', 'When?'), ...after], messageId(1))).toBe(answer);
  expect(answerTo(after, messageId(1))).toBe('');
});

const question = (n: number, text: string) => ({
  ...{ id: id(100 + n) as BotQuestionId, threadId: threadId(n), topicId: topicId(1), messageId: messageId(1), text },
  ...({ outcome: 'handover', askedAt: at(n) } as const),
});
const near = { articleId: id(50) as ArticleId, language: 'en', title: 'Refunds' };
const cluster: QuestionCluster = {
  language: 'de',
  questions: [question(1, 'Wann  kommt\nmein Geld?'), question(2, 'Rückzahlung'), question(3, 'Rückzahlung')],
  best: [near],
};

function start() {
  const created: NewArticle[] = [];
  const settled: [readonly string[], string | undefined][] = [];
  const saved: unknown[] = [];
  const variants = [{ language: 'en', title: 'Refunds', body: 'B', wordings: ['money'], rev: 4 }];
  const api = {
    questions: async () => [cluster],
    settle: async (ids: readonly string[], articleId?: string) => void settled.push([ids, articleId]),
    create: async (article: NewArticle) => void created.push(article),
    article: async () => ({ article: { variants } }),
    save: async (...change: unknown[]) => void saved.push(change),
    // Only the second thread was answered, and its question stands on an earlier page.
    thread: async (thread: string) => ({
      messages: thread === threadId(2) ? [said(2, 'agent', 'In fünf Tagen.')] : [said(1, 'visitor', 'Wann?')],
      hasEarlier: thread === threadId(2),
    }),
    history: async () => ({ messages: [said(1, 'visitor', 'Rückzahlung')], events: [], hasEarlier: false }),
  } as unknown as ConstructorParameters<typeof GapsModel>[0];
  return { model: new GapsModel(api, () => id(9)), created, settled, saved };
}

test('one click makes a draft of what was asked and what an agent answered', async () => {
  const { model, created, settled } = start();
  await model.load();
  expect(await model.write(cluster, 'en')).toBe(id(9));
  expect(created).toEqual([
    {
      ...{ id: id(9), audience: 'everyone', language: 'de', title: 'Wann kommt mein Geld?', body: 'In fünf Tagen.' },
      wordings: ['Rückzahlung'],
    },
  ]);
  expect(settled).toEqual([[cluster.questions.map((one) => one.id), id(9)]]);
  expect(model.state.value).toEqual({ name: 'ready', clusters: [] });
});

test('an article that was near is found by these words too', async () => {
  const { model, settled, saved } = start();
  await model.load();
  await model.add(cluster, near);
  const wordings = ['money', 'Wann kommt mein Geld?', 'Rückzahlung'];
  expect(saved).toEqual([[near.articleId, 'en', { base: 4, title: 'Refunds', body: 'B', wordings }]]);
  expect(settled[0]?.[1]).toBe(near.articleId);
});

test('a long question is never cut through a character, which the server would not take', async () => {
  const { model, created } = start();
  await model.load();
  const long = { ...cluster, questions: [question(1, `x${'🍵'.repeat(400)}`), question(2, `y${'🍵'.repeat(400)}`)] };
  await model.write(long, 'en');
  expect(created[0]?.title.isWellFormed()).toBe(true);
  expect(created[0]?.title).toMatch(/^x🍵/u);
  expect(created[0]?.wordings.map((wording) => wording.isWellFormed())).toEqual([true]);
});
