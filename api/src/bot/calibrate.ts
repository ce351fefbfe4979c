import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleDocs, articleNorms, articlePassages } from '../db/schema/article-index.ts';
import { findPassages, readByKeys } from './find-passages.ts';
import { normsOf, type Signs, signsOf } from './gate.ts';
import { plainOf } from './passages.ts';
import { termsOf } from './terms.ts';
import { weighDocs } from './weigh-docs.ts';

/** So many pieces of the articles are asked. */
const ASKED = 48;
const AT_ONCE = 12;
/** Fewer say nothing. */
const LEAST_ASKED = 6;
/** A sample that is the same for the same articles, whatever their order. */
const STRIDE = 2_654_435_761;

/**
 * Learns what a knowledge base says to what it cannot answer: asks titles, wordings and passages of its articles as
 * questions, each as if its own article were not there. Only what everyone may read is asked, and of that alone.
 */
export async function calibrate(ctx: Context<SystemActor>, spoken: string): Promise<void> {
  const { workspaceId } = ctx.actor;
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<{ doc: string; text: string }>(sql`
      select doc.doc::text as doc, piece.text from ${articleDocs} doc
        join lateral (
          select text, passage from ${articlePassages} piece
          where piece.workspace_id = doc.workspace_id and piece.passage >= doc.doc * 1024
            and piece.passage < (doc.doc + 1) * 1024
          order by (piece.passage * ${STRIDE}) % 65521, piece.passage limit 3
        ) piece on true
      where doc.workspace_id = ${workspaceId} and doc.spoken = ${spoken} and doc.audience = 'everyone'
      order by (piece.passage * ${STRIDE}) % 65521, piece.passage limit ${ASKED}`),
  ]);
  const signs: Signs[] = [];
  for (let at = 0; at < rows.length; at += AT_ONCE)
    signs.push(...(await askAll(ctx, spoken, rows.slice(at, at + AT_ONCE))));
  const norms = signs.length >= LEAST_ASKED ? normsOf(signs) : null;
  await inWorkspace(ctx, [
    ctx.db.execute(
      norms
        ? sql`insert into ${articleNorms} (workspace_id, spoken, means, spreads)
            values (${workspaceId}::uuid, ${spoken}, ${JSON.stringify(norms.means)}::jsonb, ${JSON.stringify(norms.spreads)}::jsonb)
            on conflict (workspace_id, spoken) do update set means = excluded.means, spreads = excluded.spreads`
        : sql`delete from ${articleNorms} where workspace_id = ${workspaceId} and spoken = ${spoken}`,
    ),
  ]);
}

async function askAll(ctx: Context<SystemActor>, spoken: string, rows: readonly { doc: string; text: string }[]) {
  const asked = rows.map(({ doc, text }) => {
    const question = plainOf(text);
    return { doc, question, terms: [...new Set(termsOf(question))] };
  });
  const [, ...found] = await inWorkspace(ctx, [
    readByKeys(ctx),
    ...asked.map(({ doc, terms }) =>
      findPassages(ctx, { terms, tongues: { only: [spoken] }, audiences: ['everyone'], exceptDoc: doc }),
    ),
  ]);
  return asked.flatMap(({ question }, i) => {
    const row = found[i]?.rows[0];
    return row ? [signsOf(weighDocs(question, row))] : [];
  });
}
