import { expect, test } from 'vitest';
import { demoArticles } from '../../local/demo-articles.ts';
import { fileEncoder } from '../../local/file-encoder.ts';
import { askArticles } from '../src/bot/ask-articles.ts';
import { embedQuestion } from '../src/bot/embed-question.ts';
import { readModels } from '../src/workspace-model/read-model.ts';
import { botUnderTest } from './bot.ts';

const written = demoArticles.flatMap(({ texts }) =>
  Object.entries(texts).map(([language, { title, body, wordings }]) => ({
    language: language as 'en',
    title,
    body,
    wordings: [...wordings],
  })),
);
const place = await botUnderTest(written, { encoder: fileEncoder() });
await place.jump(60_000); // what is read by the encoder is measured a moment later
const purse = { take: async () => true, settle: async () => {} };

/** By words alone, as until all is read by the encoder, and with it. */
async function bothWays(question: string) {
  const { embeddings } = await readModels(place.ctx, undefined);
  const meaning = await embedQuestion(place.ctx, question, embeddings, purse);
  return [
    await askArticles(place.ctx, question, ['everyone']),
    await askArticles(place.ctx, question, ['everyone'], meaning),
  ];
}

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
  for (const { outcome, quotes } of await bothWays(question)) {
    expect(outcome).toBe('answer');
    expect(quotes[0]?.text.toLowerCase()).toContain(words.toLowerCase());
  }
});

test.each(['What are your opening hours?', 'Is there a discount for new customers?', 'Can I speak to a human?'])(
  'what the demo shop has not written is a person’s: %s',
  async (question) => {
    for (const { outcome } of await bothWays(question)) expect(outcome).toBe('handover');
  },
);
