import { expect, test } from 'vitest';
import { demoArticles } from '../../local/demo-articles.ts';
import { askArticles } from '../src/bot/ask-articles.ts';
import { newKnowledge } from './knowledge.ts';
import { testSurroundings } from './surroundings.ts';

const written = demoArticles.flatMap(({ texts }) =>
  Object.entries(texts).map(([language, { title, body, wordings }]) => ({
    language: language as 'en',
    title,
    body,
    wordings: [...wordings],
  })),
);
const { workspace } = await newKnowledge(await testSurroundings(), written);

test.each([
  ['How long does a refund take?', 'up to five working days'],
  ['When will I get my refund?', 'up to five working days'],
  ['How do I return something?', 'We send you the label'],
  ['Where is my order?', 'mails you a link'],
  ['How long does delivery take?', '1–2 working days'],
  ['How much is shipping?', '£3.90'],
  ['Do you ship abroad?', 'do not ship to other countries'],
  ['Can I cancel my order?', 'cancel it all'],
  ['My cup arrived broken', 'send the part'],
  ['Is the teapot in stock?', 'in stock'],
  ['Is the teapot dishwasher safe?', 'may go into the dishwasher'],
  ['¿Cuánto tarda el reembolso?', 'hasta cinco días laborables'],
  ['退款需要多久？', '五个工作日内'],
  ['كم يستغرق استرداد المال؟', 'خمسة أيام عمل'],
])('who tries the demo shop is answered: %s', async (question, words) => {
  const { outcome, quotes } = await askArticles(workspace, question, ['everyone']);
  expect(outcome).toBe('answer');
  expect(quotes[0]?.text.toLowerCase()).toContain(words.toLowerCase());
});

test.each(['What are your opening hours?', 'Is there a discount for new customers?', 'Can I speak to a human?'])(
  'what the demo shop has not written is a person’s: %s',
  async (question) => {
    expect((await askArticles(workspace, question, ['everyone'])).outcome).toBe('handover');
  },
);
