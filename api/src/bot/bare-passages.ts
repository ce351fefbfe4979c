import { createHash } from 'node:crypto';
import type { Audience } from '@everthread/shared/models/article';
import { type SQL, sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleDocs, articlePassages, articleVectors, spareVectors } from '../db/schema/article-index.ts';
import type { Embedding } from './ask-embeddings.ts';
import { maskSecrets } from './mask-secrets.ts';
import { pack } from './packed-vectors.ts';
import { plainOf } from './passages.ts';

/** So many passages at once. */
const AT_ONCE = 64;
const LONGEST = 2_000;
const DIGEST_LENGTH = 22;

/** A passage that has no vector by a model yet. `dimensions`: of those that others have by it, if any has. */
export type Bare = {
  passage: string;
  spoken: string;
  audience: Audience;
  kind: 'title' | 'wording' | 'text';
  title: string | null;
  heading: string;
  text: string;
  dimensions: number | null;
};

/** A passage as its model reads it: below its title and headings, without which many say little. */
export const textOf = ({ kind, title, heading, text }: Bare): string =>
  maskSecrets([...(kind === 'text' ? [title, heading] : []), plainOf(text)].filter(Boolean).join('\n')).slice(
    0,
    LONGEST,
  );

/** The next passages after this one that have no vector by the model; with `spoken`, of those in that language. */
export async function readBare(
  ctx: Context<SystemActor>,
  model: string,
  after: number,
  spoken: string | undefined,
): Promise<Bare[]> {
  const { workspaceId } = ctx.actor;
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<Bare>(sql`
      select piece.passage::text as passage, doc.spoken, doc.audience, piece.kind, piece.heading, piece.text, title.text as title,
        (select dimensions from ${articleVectors} made where made.workspace_id = ${workspaceId} and made.model = ${model}
          and made.dimensions > 0 order by dimensions limit 1) as dimensions
      from ${articleDocs} doc
        join ${articlePassages} piece on piece.workspace_id = doc.workspace_id and piece.passage >= doc.doc * 1024
          and piece.passage < (doc.doc + 1) * 1024
        left join ${articlePassages} title on title.workspace_id = doc.workspace_id and title.passage = doc.doc * 1024
          and title.kind = 'title'
      where doc.workspace_id = ${workspaceId} and piece.passage > ${after}::bigint
        ${spoken ? sql`and doc.spoken = ${spoken}` : sql``} and not exists (
        select from ${articleVectors} vector where vector.workspace_id = piece.workspace_id
          and vector.passage = piece.passage and vector.model = ${model})
      order by piece.passage limit ${AT_ONCE}`),
  ]);
  return rows;
}

/** What a passage's vector is known by again when the article is published anew. */
const digestOf = (piece: Bare): string =>
  createHash('sha256').update(textOf(piece)).digest('base64url').slice(0, DIGEST_LENGTH);

/** Gives those the vector that the same words had before, and tells which are left. */
export async function reuseVectors(
  ctx: Context<SystemActor>,
  model: string,
  found: readonly Bare[],
): Promise<readonly Bare[]> {
  const { workspaceId } = ctx.actor;
  const pieces = found.map((piece) => ({ passage: piece.passage, words: digestOf(piece) }));
  const [{ rows }] = await inWorkspace(ctx, [
    insertVectors(
      ctx,
      model,
      sql`(
        select piece.passage, spare.* from jsonb_to_recordset(${JSON.stringify(pieces)}::jsonb) as piece(passage bigint, words text)
          join ${spareVectors} spare on spare.workspace_id = ${workspaceId} and spare.model = ${model} and spare.words = piece.words)`,
    ),
  ]);
  const clad = new Set(rows.map(({ passage }) => passage));
  return found.filter(({ passage }) => !clad.has(passage));
}

/** A statement: these passages have these vectors now, unless they are gone. */
export function keepVectors(
  ctx: Context<SystemActor>,
  model: string,
  bare: readonly Bare[],
  vectors: readonly Embedding[],
) {
  const made = bare.map((piece, at) => ({
    passage: piece.passage,
    words: digestOf(piece),
    ...pack(vectors[at] as Embedding),
  }));
  return insertVectors(
    ctx,
    model,
    sql`(
      select passage, words, dimensions, signs::varbit as signs, decode(bytes, 'base64') as bytes
      from jsonb_to_recordset(${JSON.stringify(made)}::jsonb)
        as given(passage bigint, words text, dimensions integer, signs text, bytes text))`,
  );
}

/** Of passages that are still there: an article may have changed meanwhile. */
const insertVectors = ({ db, actor: { workspaceId } }: Context<SystemActor>, model: string, made: SQL) =>
  db.execute<{ passage: string }>(sql`
    insert into ${articleVectors} (workspace_id, passage, model, dimensions, spoken, audience, signs, bytes, words)
    select ${workspaceId}::uuid, piece.passage, ${model}, made.dimensions, doc.spoken, doc.audience, made.signs, made.bytes,
      made.words
    from ${made} made
      join ${articlePassages} piece on piece.workspace_id = ${workspaceId} and piece.passage = made.passage
      join ${articleDocs} doc on doc.workspace_id = ${workspaceId} and doc.doc = made.passage / 1024
    on conflict (workspace_id, passage, model) do nothing
    returning passage::text as passage`);
