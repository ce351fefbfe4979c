import type { NewArticle } from '@everthread/shared/models/article';
import { ArticleId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { importArticles } from '../api/src/articles/create-articles.ts';
import { askArticles } from '../api/src/bot/ask-articles.ts';
import { calibrate } from '../api/src/bot/calibrate.ts';
import { readByKeys } from '../api/src/bot/find-passages.ts';
import { indexArticles } from '../api/src/bot/index-articles.ts';
import type { Context, SystemActor } from '../api/src/context.ts';
import { connect } from '../api/src/db/connect.ts';
import { inWorkspace } from '../api/src/db/in-workspace.ts';
import { articleNorms } from '../api/src/db/schema/article-index.ts';
import { newAgent, newWorkspace } from '../api/test/factories.ts';
import { testConfig } from '../api/test/surroundings.ts';
import type { BenchOptions } from './bench.ts';
import { startDatabase } from './database.ts';
import { type Figure, round } from './figure.ts';
import { randomOf, words } from './search-corpus.ts';
import { percentile } from './statistics.ts';

const ARTICLES = 1_000;
const AT_ONCE = 50;
const QUESTIONS = 200;

/** What it costs to find what answers a question, of a thousand articles, without a model. */
export async function answers({ database: kind }: BenchOptions): Promise<Figure[]> {
  const database = await startDatabase(kind);
  try {
    const surroundings = {
      db: connect(database.appUrl),
      config: testConfig(database.appUrl),
      now: () => new Date(),
      newId: () => crypto.randomUUID(),
    };
    const workspace = await newWorkspace(surroundings);
    const { ctx: owner } = await newAgent(workspace, 'owner');
    const random = randomOf(2026);
    const known = Array.from({ length: ARTICLES }, () => article(random));
    for (let at = 0; at < ARTICLES; at += AT_ONCE) {
      const some = known.slice(at, at + AT_ONCE);
      await importArticles(owner, some);
      await indexArticles(
        workspace,
        some.map(({ id }) => id),
      );
    }
    await calibrate(workspace, 'en');
    const asked = Array.from({ length: QUESTIONS }, () =>
      question(random, known[Math.floor(random() * ARTICLES)]?.body),
    );
    const [taken, control]: [number[], number[]] = [[], []];
    let found = 0;
    for (const [nth, text] of asked.entries()) {
      const empty = await timed(() => emptyTrip(workspace));
      const full = await timed(() => askArticles(workspace, text, ['everyone']));
      if (nth < 20) continue; // warms up
      control.push(empty.ms);
      taken.push(full.ms);
      if (full.result.found.length > 0) found += 1;
    }
    const [each, trip] = [percentile(taken, 0.5), percentile(control, 0.5)];
    const note =
      `p50 ${round(each)}, p95 ${round(percentile(taken, 0.95))}, p99 ${round(percentile(taken, 0.99))} ms; an empty trip beside it ` +
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
function article(random: () => number): NewArticle {
  const paragraph = () => words(random, 25 + Math.floor(random() * 25)).join(' ');
  const part = () => `## ${words(random, 4).join(' ')}\n\n${[paragraph(), paragraph(), paragraph()].join('\n\n')}`;
  return {
    id: ArticleId.parse(crypto.randomUUID()),
    audience: 'everyone',
    language: 'en',
    wordings: [],
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
