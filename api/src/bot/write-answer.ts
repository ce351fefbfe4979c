import type { Audience, Language } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleDocs } from '../db/schema/article-index.ts';
import { articles, articleVariants, articleVersions } from '../db/schema/articles.ts';
import { type ArticleAnswer, askArticles } from './ask-articles.ts';
import { askPaid, type PaidLine } from './ask-paid.ts';
import type { Quote } from './choose-passage.ts';
import { hearSentences } from './hear-sentences.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { Meaning } from './meaning.ts';
import { ANSWER, answerOf, REWRITE, rewriteOf } from './model-prompts.ts';
import { passagesOf } from './passages.ts';
import type { Asked } from './read-situation.ts';
import { readQueries, type Sentence, statedIn, verifiedSentences } from './verify-sentences.ts';

/** So many articles the model reads. */
const MOST_ARTICLES = 9;
const REWRITE_TOKENS = 300;
const ANSWER_TOKENS = 900;
const MOST_LANGUAGES = 3;

/** `meaningOf`: by which articles are looked for as well. */
export type Line = PaidLine & { meaningOf?: (text: string) => Promise<Meaning | undefined> };

/** A sentence, and the words on which it stands. */
export type Backed = { text: string; quote: Quote };

/** `left`: so many sentences stood on nothing. */
export type Written = { text: string; quotes: Quote[]; sentences: Backed[]; left: number } | 'nothing' | 'spent';

type Version = { articleId: ArticleId; language: Language; version: number; title: string; body: string };

/**
 * An answer in the model's words, each sentence on words of an article that such a reader may see. `nothing`: none that can
 * be proved. Throws where the model fails.
 */
export async function writeAnswer(
  ctx: Context,
  asked: Pick<Asked, 'text' | 'questions'>,
  audiences: readonly Audience[],
  line: Line & { onSentence?: (sentence: Backed) => void },
): Promise<{ written: Written; found: ArticleAnswer }> {
  const earlier = asked.questions.slice(0, -1).map(maskSecrets);
  const question = maskSecrets(asked.text);
  const ask = async (text: string) => askArticles(ctx, text, audiences, await line.meaningOf?.(text));
  const found = await ask(asked.text);
  const languages = await readLanguages(ctx, audiences);
  if (languages.length === 0) return { written: 'nothing', found };

  const rewritten = await askPaid(line, {
    system: REWRITE,
    user: rewriteOf(earlier, question, languages),
    maxTokens: REWRITE_TOKENS,
  });
  if (rewritten === undefined) return { written: 'spent', found };
  const others: ArticleAnswer[] = [];
  for (const query of readQueries(rewritten)) others.push(await ask(query));
  const versions = await readVersions(ctx, bestOf([found, ...others]), audiences);
  if (versions.length === 0) return { written: 'nothing', found };

  const bodies = versions.map(({ body }) => body);
  const backed = ({ text, quote, article }: Sentence): Backed => ({
    text,
    quote: quoteIn(versions[article] as Version, quote),
  });
  const { onSentence } = line;
  const answer = await askPaid(line, {
    system: ANSWER,
    user: answerOf(versions, earlier, question),
    maxTokens: ANSWER_TOKENS,
    onText: onSentence && hearSentences(bodies, (sentence) => onSentence(backed(sentence))),
  });
  if (answer === undefined) return { written: 'spent', found };
  const sentences = verifiedSentences(answer, bodies).map(backed);
  if (sentences.length === 0) return { written: 'nothing', found };
  const quotes = sentences.map(({ quote }) => quote);
  const isFirst = (quote: Quote, at: number) =>
    quotes.findIndex(({ text, articleId }) => text === quote.text && articleId === quote.articleId) === at;
  return {
    written: {
      text: sentences.map(({ text }) => text).join(' '),
      quotes: quotes.filter(isFirst),
      sentences,
      left: statedIn(answer) - sentences.length,
    },
    found,
  };
}

/** Of what was found for several wordings of a question, the articles that came nearest to any of them. */
function bestOf(answers: readonly ArticleAnswer[]): { articleId: ArticleId; language: Language }[] {
  const scores = new Map<string, { articleId: ArticleId; language: Language; score: number }>();
  for (const each of answers.flatMap(({ found }) => found)) {
    const key = `${each.articleId} ${each.language}`;
    if (each.score > (scores.get(key)?.score ?? Number.NEGATIVE_INFINITY)) scores.set(key, each);
  }
  return [...scores.values()].toSorted((a, b) => b.score - a.score).slice(0, MOST_ARTICLES);
}

async function readLanguages(ctx: Context, audiences: readonly Audience[]): Promise<Language[]> {
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<{ language: Language }>(sql`
      select language from ${articleDocs} where workspace_id = ${ctx.actor.workspaceId}
        and audience in (select jsonb_array_elements_text(${JSON.stringify(audiences)}::jsonb))
      group by language order by count(*) desc, language limit ${MOST_LANGUAGES}`),
  ]);
  return rows.map(({ language }) => language);
}

/** What is published of these now, for such a reader, in this order. */
async function readVersions(
  ctx: Context,
  wanted: readonly { articleId: ArticleId; language: Language }[],
  audiences: readonly Audience[],
): Promise<Version[]> {
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<Version>(sql`
      select version.article_id as "articleId", version.language, version.version, version.title, version.body
      from jsonb_to_recordset(${JSON.stringify(wanted.map((each, place) => ({ ...each, place })))}::jsonb)
          as wanted(place integer, "articleId" uuid, language text)
        join ${articles} article on article.workspace_id = ${ctx.actor.workspaceId} and article.id = wanted."articleId"
          and article.removed_at is null
          and article.audience in (select jsonb_array_elements_text(${JSON.stringify(audiences)}::jsonb))
        join ${articleVariants} variant on variant.workspace_id = article.workspace_id and variant.article_id = article.id
          and variant.language = wanted.language
        join ${articleVersions} version on version.workspace_id = variant.workspace_id and version.article_id = variant.article_id
          and version.language = variant.language and version.version = variant.published_version
      order by wanted.place`),
  ]);
  return rows;
}

function quoteIn({ articleId, language, version, body }: Version, text: string): Quote {
  const fromChar = body.indexOf(text);
  const place = passagesOf(body).findLast(({ from }) => from <= fromChar);
  return { articleId, language, version, heading: place?.heading ?? '', text, fromChar };
}
