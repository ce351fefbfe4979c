import { sql } from 'drizzle-orm';
import { askArticles } from '../api/src/bot/ask-articles.ts';
import { embedQuestion } from '../api/src/bot/embed-question.ts';
import { readByKeys } from '../api/src/bot/find-passages.ts';
import { wordTable } from '../api/src/bot/word-meanings/word-table.ts';
import type { Context, SystemActor } from '../api/src/context.ts';
import { connect } from '../api/src/db/connect.ts';
import { inWorkspace } from '../api/src/db/in-workspace.ts';
import { articleNorms } from '../api/src/db/schema/article-index.ts';
import { readModels } from '../api/src/workspace-model/read-model.ts';
import { testConfig } from '../api/test/surroundings.ts';
import { fileEncoder } from '../local/file-encoder.ts';
import type { BenchOptions } from './bench.ts';
import { FREE, newKnowledgeBase } from './bot-eval/knowledge-base.ts';
import type { KnownArticle } from './bot-eval/read-sets.ts';
import { startDatabase } from './database.ts';
import { type Figure, round } from './figure.ts';
import { randomOf } from './search-corpus.ts';
import { percentile } from './statistics.ts';

const ARTICLES = 1_000;
const QUESTIONS = 200;

const ENGLISH = [...(await wordTable()).places.keys()];

/** Words of English, the commonest most often. */
const words = (random: () => number, count: number): string[] =>
  Array.from({ length: count }, () => ENGLISH[Math.floor(ENGLISH.length ** random()) - 1] as string);

/**
 * What it costs to find what answers a question, of a thousand articles: by words alone, and with the encoder that ships with
 * the product, question by question in turn.
 */
export async function answers({ database: kind }: BenchOptions): Promise<Figure[]> {
  const database = await startDatabase(kind);
  try {
    let ahead = 0;
    const surroundings = {
      db: connect(database.appUrl),
      config: testConfig(database.appUrl),
      now: () => new Date(Date.now() + ahead),
      newId: () => crypto.randomUUID(),
      encoder: fileEncoder(),
    };
    const random = randomOf(2026);
    const known = Array.from({ length: ARTICLES }, (_, nth) => article(random, nth));
    const { ctx: workspace } = await newKnowledgeBase(surroundings, known, (ms) => {
      ahead += ms;
    });
    const { embeddings } = await readModels(workspace, undefined);
    const ask = async (text: string) =>
      askArticles(workspace, text, ['everyone'], await embedQuestion(workspace, text, embeddings, FREE));
    const asked = Array.from({ length: QUESTIONS }, () =>
      question(random, known[Math.floor(random() * ARTICLES)]?.body ?? ''),
    );
    const [taken, inWords, control]: [number[], number[], number[]] = [[], [], []];
    let found = 0;
    for (const [nth, text] of asked.entries()) {
      const empty = await timed(() => emptyTrip(workspace));
      const plain = await timed(() => askArticles(workspace, text, ['everyone']));
      const full = await timed(() => ask(text));
      if (nth < 20) continue; // warms up
      control.push(empty.ms);
      taken.push(full.ms);
      inWords.push(plain.ms);
      if (full.result.found.length > 0) found += 1;
    }
    const [each, trip] = [percentile(taken, 0.5), percentile(control, 0.5)];
    const note =
      `p50 ${round(each)}, p95 ${round(percentile(taken, 0.95))}, p99 ${round(percentile(taken, 0.99))} ms; by words alone p50 ${round(percentile(inWords, 0.5))}; an empty trip beside it ` +
      `p50 ${round(trip)}, p95 ${round(percentile(control, 0.95))}; ${found} of ${taken.length} found something`;
    return [
      {
        name: `what answers a question, of ${ARTICLES} articles, p50`,
        value: each,
        unit: 'ms',
        gate: 15,
        goal: 10,
        note,
      },
      { name: 'the same ÷ an empty trip', value: each / trip, gate: 7, goal: 5 },
    ];
  } finally {
    await database.stop();
  }
}

/** As a help centre has them: a title, two headings, six paragraphs. */
function article(random: () => number, nth: number): KnownArticle {
  const paragraph = () => words(random, 25 + Math.floor(random() * 25)).join(' ');
  const part = () => `## ${words(random, 4).join(' ')}\n\n${[paragraph(), paragraph(), paragraph()].join('\n\n')}`;
  return {
    id: String(nth),
    lang: 'en',
    title: words(random, 6).join(' '),
    body: `${part()}\n\n${part()}`,
  };
}

/** Some of an article's words, and as many of what everybody says. */
function question(random: () => number, body = ''): string {
  const said = body.split(/\s+/);
  const own = Array.from({ length: 5 }, () => said[Math.floor(random() * said.length)]);
  return `how do I ${[...own, ...words(random, 5)].join(' ')} with my order?`;
}

/** What the way to the database and back takes, in as many statements, that read what a question reads first. */
const emptyTrip = (ctx: Context<SystemActor>) =>
  inWorkspace(ctx, [
    readByKeys(ctx),
    ctx.db.execute(sql`select 1`),
    ctx.db.select().from(articleNorms).where(sql`${articleNorms.workspaceId} = ${ctx.actor.workspaceId}`),
  ]);

async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> {
  const begun = performance.now();
  const result = await work();
  return { ms: performance.now() - begun, result };
}
