import { createHash } from 'node:crypto';
import type { Audience } from '@everthread/shared/models/article';
import { type SQL, sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import {
  articleDocs,
  articleNorms,
  articlePassages,
  articleVectors,
  spareVectors,
} from '../db/schema/article-index.ts';
import { wayTo } from '../http/way-to.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordAll } from '../outbox/record-event.ts';
import { askEmbeddings, type Embedding, EmbeddingError, type EmbeddingModel } from './ask-embeddings.ts';
import { tokensOf } from './ask-model.ts';
import { maskSecrets } from './mask-secrets.ts';
import { pack } from './packed-vectors.ts';
import { plainOf } from './passages.ts';
import { dayOf, takeForArticles } from './spend-tokens.ts';

/** So many passages at once, and so long for them; what else follows in the workspace comes between. */
const AT_ONCE = 64;
const PATIENCE_MS = 6_000;
const LONGEST = 2_000;
const DIGEST_LENGTH = 22;
const A_DAY_MS = 86_400_000;
/** Which no model refuses that can be asked at all. */
const HARMLESS = 'Hello';
const NOWHERE: Embedding = new Float32Array(0);

type Bare = {
  passage: string;
  spoken: string;
  audience: Audience;
  kind: 'title' | 'wording' | 'text';
  title: string | null;
  heading: string;
  text: string;
};

/**
 * Has the vectors made of the next passages that have none by today's model, unless the same words had one before. When
 * all have one, those of other models are forgotten, and what the articles know is measured anew. What a day's tokens do
 * not reach for waits for the next. Where the model fails this is tried again, ever more rarely.
 */
export const embedArticles: Handler<Extract<OutboxEvent, { type: 'articles.unembedded' }>> = async (ctx, events) => {
  const { embeddings } = ctx.config;
  if (!embeddings) return;
  const from = Math.min(...events.map(({ after }) => Number(after ?? -1)));
  const found = await readBare(ctx, embeddings, from);
  const last = found.at(-1);
  if (!last) return finish(ctx, embeddings);
  const bare = await reuse(ctx, embeddings, found);
  if (bare.length === 0) return goOn(ctx, last.passage);
  const tokens = bare.reduce((sum, each) => sum + tokensOf(textOf(each)), 0);
  if (!(await takeForArticles(ctx, tokens))) return putOff(ctx, from);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const fetch = wayTo(embeddings.baseUrl, ctx.env.PUBLIC_NETWORK);
  const { some, vectors } = await embedSome(bare, (texts) => askEmbeddings(embeddings, texts, { fetch, signal }));
  await inWorkspace(ctx, [keep(ctx, embeddings, some, vectors)]);
  await goOn(ctx, some.length < bare.length ? (some.at(-1)?.passage as string) : last.passage);
};

const goOn = async (ctx: HandlerContext, after: string): Promise<void> =>
  void (await inWorkspace(ctx, [recordAll(ctx, [{ event: { type: 'articles.unembedded', after } }])]));

/** Until there are new tokens. Meanwhile words find what has no vector. */
async function putOff(ctx: HandlerContext, from: number): Promise<void> {
  const dueAt = new Date(Date.parse(dayOf(ctx)) + A_DAY_MS);
  const event = { type: 'articles.unembedded', ...(from >= 0 && { after: String(from) }) } as const;
  await inWorkspace(ctx, [recordAll(ctx, [{ event, dueAt }])]);
}

/**
 * The first of these with their vectors, as many at once as are not refused for what one of them says. One that is refused
 * alone lies nowhere, so that it is not asked for again and again and nothing waits behind it.
 */
async function embedSome(
  bare: readonly Bare[],
  ask: (texts: readonly string[]) => Promise<Embedding[]>,
): Promise<{ some: readonly Bare[]; vectors: readonly Embedding[] }> {
  for (let some = bare; ; some = some.slice(0, Math.ceil(some.length / 2))) {
    try {
      return { some, vectors: await ask(some.map(textOf)) };
    } catch (error) {
      if (!(error instanceof EmbeddingError) || !error.isOfTexts) throw error;
    }
    if (some.length > 1) continue;
    // Or does it refuse whatever it is asked?
    await ask([HARMLESS]);
    return { some, vectors: [NOWHERE] };
  }
}

/** A passage as its model reads it: below its title and headings, without which many say little. */
const textOf = ({ kind, title, heading, text }: Bare): string =>
  maskSecrets([...(kind === 'text' ? [title, heading] : []), plainOf(text)].filter(Boolean).join('\n')).slice(
    0,
    LONGEST,
  );

async function readBare(
  { db, actor, ...rest }: HandlerContext,
  { id }: EmbeddingModel,
  after: number,
): Promise<Bare[]> {
  const { workspaceId } = actor;
  const [{ rows }] = await inWorkspace({ db, actor, ...rest }, [
    db.execute<Bare>(sql`
      select piece.passage::text as passage, doc.spoken, doc.audience, piece.kind, piece.heading, piece.text, title.text as title
      from ${articleDocs} doc
        join ${articlePassages} piece on piece.workspace_id = doc.workspace_id and piece.passage >= doc.doc * 1024
          and piece.passage < (doc.doc + 1) * 1024
        left join ${articlePassages} title on title.workspace_id = doc.workspace_id and title.passage = doc.doc * 1024
          and title.kind = 'title'
      where doc.workspace_id = ${workspaceId} and piece.passage > ${after}::bigint and not exists (
        select from ${articleVectors} vector where vector.workspace_id = piece.workspace_id
          and vector.passage = piece.passage and vector.model = ${id})
      order by piece.passage limit ${AT_ONCE}`),
  ]);
  return rows;
}

/** What a passage's vector is known by again when the article is published anew. */
const digestOf = (piece: Bare): string =>
  createHash('sha256').update(textOf(piece)).digest('base64url').slice(0, DIGEST_LENGTH);

/** Gives those the vector that the same words had before, and tells which are left. */
async function reuse(ctx: HandlerContext, { id }: EmbeddingModel, found: readonly Bare[]): Promise<readonly Bare[]> {
  const { workspaceId } = ctx.actor;
  const pieces = found.map((piece) => ({ passage: piece.passage, words: digestOf(piece) }));
  const [{ rows }] = await inWorkspace(ctx, [
    insertVectors(
      ctx,
      id,
      sql`(
        select piece.passage, spare.* from jsonb_to_recordset(${JSON.stringify(pieces)}::jsonb) as piece(passage bigint, words text)
          join ${spareVectors} spare on spare.workspace_id = ${workspaceId} and spare.model = ${id} and spare.words = piece.words)`,
    ),
  ]);
  const clad = new Set(rows.map(({ passage }) => passage));
  return found.filter(({ passage }) => !clad.has(passage));
}

function keep(ctx: HandlerContext, { id }: EmbeddingModel, bare: readonly Bare[], vectors: readonly Embedding[]) {
  const made = bare.map((piece, at) => ({
    passage: piece.passage,
    words: digestOf(piece),
    ...pack(vectors[at] as Embedding),
  }));
  return insertVectors(
    ctx,
    id,
    sql`(
      select passage, words, dimensions, signs::varbit as signs, decode(bytes, 'base64') as bytes
      from jsonb_to_recordset(${JSON.stringify(made)}::jsonb)
        as given(passage bigint, words text, dimensions integer, signs text, bytes text))`,
  );
}

/** Of passages that are still there: an article may have changed meanwhile. */
const insertVectors = ({ db, actor: { workspaceId } }: HandlerContext, model: string, made: SQL) =>
  db.execute<{ passage: string }>(sql`
    insert into ${articleVectors} (workspace_id, passage, model, dimensions, spoken, audience, signs, bytes, words)
    select ${workspaceId}::uuid, piece.passage, ${model}, made.dimensions, doc.spoken, doc.audience, made.signs, made.bytes,
      made.words
    from ${made} made
      join ${articlePassages} piece on piece.workspace_id = ${workspaceId} and piece.passage = made.passage
      join ${articleDocs} doc on doc.workspace_id = ${workspaceId} and doc.doc = made.passage / 1024
    on conflict (workspace_id, passage, model) do nothing
    returning passage::text as passage`);

async function finish(ctx: HandlerContext, { id }: EmbeddingModel): Promise<void> {
  const { db, actor } = ctx;
  const { workspaceId } = actor;
  const [, , , { rows }] = await inWorkspace(ctx, [
    db.execute(sql`delete from ${spareVectors} where workspace_id = ${workspaceId}`),
    db.execute(sql`delete from ${articleVectors} where workspace_id = ${workspaceId} and model <> ${id}`),
    db.execute(sql`delete from ${articleNorms} where workspace_id = ${workspaceId} and model not in ('', ${id})`),
    db.execute<{ spoken: string }>(
      sql`select distinct spoken from ${articleDocs} where workspace_id = ${workspaceId} order by spoken`,
    ),
  ]);
  await inWorkspace(ctx, [
    recordAll(
      ctx,
      rows.map(({ spoken }) => ({ event: { type: 'articles.indexed', spoken } })),
    ),
  ]);
}
