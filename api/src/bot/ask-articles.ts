import type { Audience, Language } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Actor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleNorms, WORDS_ALONE } from '../db/schema/article-index.ts';
import { choosePassage, type Quote } from './choose-passage.ts';
import { type FoundRow, findPassages, readByKeys } from './find-passages.ts';
import { type Norms, type Outcome, outcomeOf, signsOf, sureness } from './gate.ts';
import type { Meaning } from './meaning.ts';
import { termsOf } from './terms.ts';
import { tonguesOf } from './tongue.ts';
import { wantVectorsBy } from './want-vectors.ts';
import { type WeighedDoc, weighDocs } from './weigh-docs.ts';

/** Longer questions are asked by their beginning. */
const MOST_TERMS = 64;
const LONGEST = 2_000;

/** So many articles are offered where it is not clear which is meant, if they come near the best. */
const MOST_CHOICES = 3;
const NEAR = 0.5;
/** Where another comes so near the best, it is asked which is meant, however sure it is that something answers. */
const AS_GOOD = 0.9;

/**
 * What articles say to a question. `sure`: how likely it is that the first of `found` answers it. `choices`: what each of
 * those that may be meant would say.
 */
export type ArticleAnswer = {
  outcome: Outcome;
  sure: number;
  found: { articleId: ArticleId; language: Language; score: number }[];
  quotes: Quote[];
  choices: Quote[];
};

/**
 * What the articles that such a reader may see have to say to a question, in one trip: an answer quoted from one of them,
 * something that may be meant, or nothing. A question in a language in which nothing is written finds nothing. `meaning`: with
 * it what says the same in other words is found as well.
 */
export async function askArticles(
  ctx: Context<Actor>,
  text: string,
  audiences: readonly Audience[],
  meaning?: Meaning,
): Promise<ArticleAnswer> {
  const question = text.slice(0, LONGEST);
  const terms = [...new Set(termsOf(question))].slice(0, MOST_TERMS);
  if (terms.length === 0) return NOTHING;
  const [[, { rows }, norms], vector] = await Promise.all([
    inWorkspace(ctx, [
      readByKeys(ctx),
      findPassages(ctx, { terms, tongues: tonguesOf(question), audiences, near: meaning?.near }),
      ctx.db.select().from(articleNorms).where(sql`${articleNorms.workspaceId} = ${ctx.actor.workspaceId}`),
    ]),
    meaning?.vector(),
  ]);
  const [row] = rows;
  if (!row) return NOTHING;
  if (meaning && !hasVectors(row)) await inWorkspace(ctx, [wantVectorsBy(ctx, meaning.near.model, meaning.spoken)]);
  const known = vector && hasVectors(row) ? meaning : undefined;
  const weighed = await weighDocs(question, row, known && vector);
  // What is in another language than the model knows is weighed by words, as it was measured.
  const isForeign = known?.spoken !== undefined && weighed.docs[0]?.spoken !== known.spoken;
  const { docs, brevity, evidence } = isForeign ? await weighDocs(question, row) : weighed;
  const [best] = docs;
  if (!best) return NOTHING;
  const sure = sureness(signsOf(docs, brevity), evidence, normsFor(best, norms, isForeign ? undefined : known));
  return answerWith(sure, docs, choosePassage(best));
}

/** Until something that was found has one by the question's model, words alone answer, as they do without any. */
const hasVectors = ({ docs }: FoundRow) => docs.some(({ passages }) => passages?.some(({ bytes }) => bytes));

const normsFor = (
  { spoken }: WeighedDoc,
  norms: readonly (Norms & { spoken: string; model: string })[],
  meaning: Meaning | undefined,
) => norms.find((each) => each.spoken === spoken && each.model === (meaning?.near.model ?? WORDS_ALONE));

function answerWith(sure: number, docs: readonly WeighedDoc[], quote: Quote | undefined): ArticleAnswer {
  const outcome = outcomeOf(sure);
  return {
    // What cannot be quoted is not said.
    outcome: outcome === 'answer' && (!quote || hasRival(docs)) ? 'suggest' : outcome,
    sure,
    found: docs.map(({ articleId, language, score }) => ({ articleId, language, score })),
    quotes: quote ? [quote] : [],
    choices: outcome === 'handover' ? [] : choicesOf(docs),
  };
}

function hasRival([best, ...others]: readonly WeighedDoc[]): boolean {
  const rival = others.find(({ articleId }) => articleId !== best?.articleId);
  return best !== undefined && rival !== undefined && rival.score >= best.score * AS_GOOD;
}

function choicesOf(docs: readonly WeighedDoc[]): Quote[] {
  const near = docs.filter(({ score }) => score >= (docs[0]?.score ?? 0) * NEAR);
  const quotes = near.flatMap((doc) => choosePassage(doc) ?? []);
  return quotes
    .filter(({ articleId }, at) => quotes.findIndex((other) => other.articleId === articleId) === at)
    .slice(0, MOST_CHOICES);
}

const NOTHING: ArticleAnswer = { outcome: 'handover', sure: 0, found: [], quotes: [], choices: [] };
