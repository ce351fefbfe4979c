import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleDocs, articleNorms, articlePassages, articleVectors, WORDS_ALONE } from '../db/schema/article-index.ts';
import type { Measured } from '../outbox/events.ts';
import type { ReachableEmbeddings } from '../workspace-model/read-model.ts';
import { findPassages, readByKeys } from './find-passages.ts';
import { normsOf, type Signs, signsOf } from './gate.ts';
import { type Meaning, meaningBy } from './meaning.ts';
import { unpack } from './packed-vectors.ts';
import { plainOf } from './passages.ts';
import { termsOf } from './terms.ts';
import { weighDocs } from './weigh-docs.ts';

/** So many pieces of the articles are asked: with half of them it is chance whether 47 or 59 of a hundred are answered. */
const ASKED = 96;
const AT_ONCE = 6;
/** Fewer say nothing. */
const LEAST_ASKED = 6;

type Piece = { doc: string; text: string; vectors: Record<string, string> | null };

/**
 * Learns what a knowledge base says to what it cannot answer: asks titles, wordings and passages of its articles as
 * questions, each as if its own article were not there. Only what everyone may read is asked, and of that alone. Where
 * passages have vectors, it learns what it says with these as well: their own are the questions'. Goes on from `soFar`. Once
 * `until` has come no further questions are asked: then it tells what it has so far.
 */
export async function calibrate(
  ctx: Context<SystemActor>,
  spoken: string,
  embeddings: Pick<ReachableEmbeddings, 'model' | 'own'> | undefined,
  soFar: Measured | undefined,
  until: number,
): Promise<Measured | undefined> {
  const pieces = await readSample(ctx, spoken);
  const byModel: [string, Unanswerable[]][] = [
    [WORDS_ALONE, pieces.map(({ doc, text }) => ({ doc, text, meaning: undefined }))],
  ];
  if (embeddings) {
    const { model, own } = embeddings;
    const known = pieces.flatMap(({ doc, text, vectors }) => {
      const bytes = vectors?.[model.id];
      return bytes ? [{ doc, text, meaning: meaningBy(model, unpack(bytes), own) }] : [];
    });
    byModel.push([model.id, known]);
  }
  const begun = Math.max(
    0,
    byModel.findIndex(([model]) => model === soFar?.model),
  );
  let hasAsked = false; // so that it comes to an end, however long all takes
  for (const [model, questions] of byModel.slice(begun)) {
    let { asked, signs } = soFar?.model === model ? soFar : { asked: 0, signs: [] };
    for (; asked < questions.length; asked += AT_ONCE) {
      if (hasAsked && ctx.now().getTime() >= until) return { model, asked, signs };
      hasAsked = true;
      signs = [...signs, ...(await askAll(ctx, spoken, questions.slice(asked, asked + AT_ONCE)))];
    }
    await keepNorms(ctx, spoken, model, signs);
  }
  return undefined;
}

/** By what is written, and no number: the same articles are asked the same, whenever and wherever they were indexed. */
async function readSample(ctx: Context<SystemActor>, spoken: string): Promise<Piece[]> {
  const { workspaceId } = ctx.actor;
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<Piece>(sql`
      select doc.doc::text as doc, piece.text, piece.vectors from ${articleDocs} doc
        join lateral (
          select text, hashtextextended(text, 0) as at, passage % 1024 as place, (select jsonb_object_agg(vector.model, encode(vector.bytes, 'base64')) from ${articleVectors} vector
            where vector.workspace_id = piece.workspace_id and vector.passage = piece.passage) as vectors
          from ${articlePassages} piece
          where piece.workspace_id = doc.workspace_id and piece.passage >= doc.doc * 1024
            and piece.passage < (doc.doc + 1) * 1024
          order by at, place limit 3
        ) piece on true
      where doc.workspace_id = ${workspaceId} and doc.spoken = ${spoken} and doc.audience = 'everyone'
      order by piece.at, piece.place, doc.article_id, doc.language limit ${ASKED}`),
  ]);
  return rows;
}

type Unanswerable = { doc: string; text: string; meaning: Meaning | undefined };

async function keepNorms(
  ctx: Context<SystemActor>,
  spoken: string,
  model: string,
  signs: readonly Signs[],
): Promise<void> {
  const { workspaceId } = ctx.actor;
  const norms = signs.length >= LEAST_ASKED ? normsOf(signs) : null;
  await inWorkspace(ctx, [
    ctx.db.execute(
      norms
        ? sql`insert into ${articleNorms} (workspace_id, spoken, model, means, spreads)
            values (${workspaceId}::uuid, ${spoken}, ${model}, ${JSON.stringify(norms.means)}::jsonb, ${JSON.stringify(norms.spreads)}::jsonb)
            on conflict (workspace_id, spoken, model) do update set means = excluded.means, spreads = excluded.spreads`
        : sql`delete from ${articleNorms} where workspace_id = ${workspaceId} and spoken = ${spoken} and model = ${model}`,
    ),
  ]);
}

async function askAll(ctx: Context<SystemActor>, spoken: string, given: readonly Unanswerable[]) {
  const asked = given.map(({ text, ...rest }) => {
    const question = plainOf(text);
    return { ...rest, question, terms: [...new Set(termsOf(question))] };
  });
  const [, ...found] = await inWorkspace(ctx, [
    readByKeys(ctx),
    ...asked.map(({ doc, terms, meaning }) =>
      findPassages(ctx, {
        terms,
        tongues: { only: [spoken] },
        audiences: ['everyone'],
        near: meaning?.near,
        exceptDoc: doc,
      }),
    ),
  ]);
  const signs: Signs[] = [];
  for (const [i, { question, meaning }] of asked.entries()) {
    const row = found[i]?.rows[0];
    if (row) signs.push(signsOf((await weighDocs(question, row, await meaning?.vector())).docs));
  }
  return signs;
}
