import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { articleDocs, articleVectors } from '../db/schema/article-index.ts';
import { outbox } from '../db/schema/outbox.ts';
import { workspaceModels } from '../db/schema/workspace-models.ts';
import { recordEach } from '../outbox/record-event.ts';

/**
 * A statement: passages have come that have no vectors yet, and there is a model to make them. What is still to be looked at
 * for the first time does for all.
 */
export const wantVectors = (ctx: Context) =>
  record(
    ctx,
    sql`not exists ${unseen(ctx)} and (${ctx.config.embeddings !== undefined}::boolean or ${knowsSome(ctx)} or exists (
      select from ${workspaceModels} model where model.workspace_id = ${ctx.actor.workspaceId} and model.purpose = 'embeddings'))`,
  );

/** A statement: from now on another model may be asked, or none. */
export const reviewVectors = (ctx: Context) => record(ctx, sql`not exists ${unseen(ctx)}`);

/**
 * A statement: a question was asked by a model by which no passage has a vector yet, as after the deployment's model was
 * changed. Where it was tried and failed, somebody looks at that. `spoken`: the one language that the model knows.
 */
export const wantVectorsBy = (ctx: Context, model: string, spoken?: string) =>
  record(
    ctx,
    sql`not exists ${wanted(ctx, sql``)}
      and exists (select from ${articleDocs} doc where doc.workspace_id = ${ctx.actor.workspaceId} ${spoken ? sql`and doc.spoken = ${spoken}` : sql``})
      and not exists (select from ${articleVectors} vector
        where vector.workspace_id = ${ctx.actor.workspaceId} and vector.model = ${model})`,
  );

/** Whether anything is written in the language that the encoder knows. */
const knowsSome = ({ encoder, actor: { workspaceId } }: Context) =>
  encoder
    ? sql`exists (select from ${articleDocs} doc where doc.workspace_id = ${workspaceId} and doc.spoken = ${encoder.spoken})`
    : sql`false`;

const unseen = (ctx: Context) => wanted(ctx, sql`and other.attempts = 0`);

const wanted = ({ actor: { workspaceId } }: Context, and: SQL) => sql`(select from ${outbox} other
  where other.workspace_id = ${workspaceId} and other.type = 'articles.unembedded' ${and})`;

const record = (ctx: Context, where: SQL) =>
  ctx.db.execute(
    recordEach(
      'articles.unembedded',
      { thread: sql`null` },
      sql`(select ${ctx.actor.workspaceId}::uuid as workspace_id where ${where}) wanted`,
      ctx.now(),
    ),
  );
