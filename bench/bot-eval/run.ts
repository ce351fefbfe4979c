import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { askArticles } from '../../api/src/bot/ask-articles.ts';
import { embedQuestion } from '../../api/src/bot/embed-question.ts';
import type { Surroundings } from '../../api/src/context.ts';
import { connect } from '../../api/src/db/connect.ts';
import { readModels } from '../../api/src/workspace-model/read-model.ts';
import { testConfig } from '../../api/test/surroundings.ts';
import { fileEncoder } from '../../local/file-encoder.ts';
import { startDatabase } from '../database.ts';
import { percentile } from '../statistics.ts';
import { FREE, type KnowledgeBase, newKnowledgeBase } from './knowledge-base.ts';
import { type AskedQuestion, type KnownArticle, readKnowledge, readQuestions, UnfitInput } from './read-sets.ts';

const USAGE = 'npm run bot:eval -- --kb kb.jsonl --questions questions.jsonl --out results.jsonl';
const SHOWN = 10;

/**
 * Measures what the bot answers, on articles and questions that are given: imports the articles into workspaces of their
 * own, one for each tenant, asks each question as a visitor's message is asked, and writes what came of it, a line each.
 */
async function measure(kbPath: string, questionsPath: string, outPath: string): Promise<void> {
  const articles = Map.groupBy(readKnowledge(kbPath), ({ tenant }) => tenant ?? '');
  const questions = readQuestions(questionsPath);
  const database = await startDatabase('pglite');
  try {
    let ahead = 0;
    const surroundings: Surroundings = {
      db: connect(database.appUrl),
      config: testConfig(database.appUrl),
      now: () => new Date(Date.now() + ahead),
      newId: () => crypto.randomUUID(),
      encoder: fileEncoder(),
    };
    const bases = new Map<string, KnowledgeBase>();
    for (const tenant of new Set([...articles.keys(), ...questions.map((question) => question.tenant ?? '')])) {
      const known: readonly KnownArticle[] = articles.get(tenant) ?? [];
      const begun = performance.now();
      bases.set(
        tenant,
        await newKnowledgeBase(surroundings, known, (ms) => {
          ahead += ms;
        }),
      );
      say(`${tenant || 'the workspace'}: ${known.length} articles imported in ${seconds(performance.now() - begun)}`);
    }
    const taken: number[] = [];
    const lines: string[] = [];
    for (const question of questions) {
      const begun = performance.now();
      lines.push(JSON.stringify(await ask(bases.get(question.tenant ?? '') as KnowledgeBase, question)));
      taken.push(performance.now() - begun);
      if (lines.length % 500 === 0) say(`${lines.length} of ${questions.length} questions asked`);
    }
    writeFileSync(outPath, `${lines.join('\n')}\n`);
    say(
      `${questions.length} questions, p50 ${percentile(taken, 0.5).toFixed(1)} ms, p95 ${percentile(taken, 0.95).toFixed(1)} ms`,
    );
  } finally {
    await database.stop();
  }
}

async function ask({ ctx, nameOf }: KnowledgeBase, { id, text }: AskedQuestion) {
  const { embeddings } = await readModels(ctx, undefined);
  const meaning = await embedQuestion(ctx, text, embeddings, FREE);
  const { outcome, sure, found, quotes } = await askArticles(ctx, text, ['everyone'], meaning);
  return {
    id,
    top: found.slice(0, SHOWN).map(({ articleId, score }) => [nameOf.get(articleId), round(score)]),
    score: round(sure),
    outcome,
    quotes: quotes.map((quote) => ({ articleId: nameOf.get(quote.articleId), text: quote.text })),
  };
}

const round = (value: number) => Math.round(value * 1e6) / 1e6;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const say = (line: string) => console.error(line);

const { values } = parseArgs({
  options: { kb: { type: 'string' }, questions: { type: 'string' }, out: { type: 'string' } },
});
if (!values.kb || !values.questions || !values.out) {
  say(`usage: ${USAGE}`);
  process.exit(2);
}
try {
  await measure(values.kb, values.questions, values.out);
} catch (error) {
  if (!(error instanceof UnfitInput)) throw error;
  say(error.message);
  process.exit(1);
}
