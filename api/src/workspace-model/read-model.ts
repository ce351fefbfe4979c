import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { ModelPurpose } from '@everthread/shared/models/workspace-model';
import { and, eq, sql } from 'drizzle-orm';
import { askEmbeddings, type Embedding, type EmbeddingModel } from '../bot/ask-embeddings.ts';
import type { Model } from '../bot/ask-model.ts';
import { embeddingId } from '../bot/embedding-id.ts';
import type { Encoder } from '../bot/encoder/encoder.ts';
import { OWN_LOOKS_AMONG } from '../bot/meaning.ts';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleDocs } from '../db/schema/article-index.ts';
import { workspaceModels } from '../db/schema/workspace-models.ts';
import { publicUrl } from '../http/public-url.ts';
import { type Fetch, fetchPublic } from '../http/safe-fetch.ts';
import { wayTo } from '../http/way-to.ts';
import { type SealedFor, unseal } from '../identity/seal.ts';

/** A model, and the way by which it is asked. */
export type ReachableModel = { model: Model; fetch: Fetch };
/** `own`: it runs here, costs no tokens and knows one language. `docs`: of how many in that language it is asked. */
export type ReachableEmbeddings = {
  model: Pick<EmbeddingModel, 'id'> & Partial<EmbeddingModel>;
  own?: Pick<Encoder, 'spoken' | 'dimensions'> & { docs: number };
  ask: (texts: readonly string[], signal: AbortSignal) => Promise<Embedding[]>;
};

/** What a workspace can ask, for each purpose: nothing where there is no model, or where its key does not open any more. */
export type ReachableModels = { answers: ReachableModel | undefined; embeddings: ReachableEmbeddings | undefined };

/** What stands for a key where a model wants none. */
export const NO_KEY = 'none';

/** The key belongs to the host that it was entered for: at another address it does not open. */
export const keyPlace = (workspaceId: WorkspaceId, baseUrl: string): SealedFor => ({
  workspaceId,
  secretId: `model:${new URL(baseUrl).origin}`,
});

/** A statement: all that the workspace has set. */
export const selectModels = ({ db, actor: { workspaceId } }: Context) =>
  db.select().from(workspaceModels).where(eq(workspaceModels.workspaceId, workspaceId));

/** A statement: what it has set for one purpose. */
export const selectModel = ({ db, actor: { workspaceId } }: Context, purpose: ModelPurpose) =>
  db
    .select()
    .from(workspaceModels)
    .where(and(eq(workspaceModels.workspaceId, workspaceId), eq(workspaceModels.purpose, purpose)))
    .limit(1);

export type ModelRow = typeof workspaceModels.$inferSelect;

/** The deployment's, which is asked where a workspace has set none. */
export const deploymentsModel = ({ model, embeddings }: Config, purpose: ModelPurpose): Model | undefined =>
  purpose === 'answers' ? model : embeddings;

/**
 * With what a workspace's answers are written, and by what its passages and questions are compared: for each the model that it
 * has set, or else the deployment's, or else, for comparing, the one that runs here; none where what it has set does not open
 * any more.
 * `network`: the gate to the internet alone.
 */
export async function readModels(ctx: Context, network: Fetcher | undefined): Promise<ReachableModels> {
  const [rows, counted] = await inWorkspace(ctx, [selectModels(ctx), countDocs(ctx)]);
  return modelsOf(ctx, rows, counted.rows, network);
}

/** A statement: how many docs there are in the language that the encoder knows, no further than it matters. */
export const countDocs = ({ db, encoder, actor: { workspaceId } }: Context) =>
  db.execute<Counted>(sql`select count(*)::integer as docs from (
    select from ${articleDocs} doc where doc.workspace_id = ${workspaceId}
      and doc.spoken = ${encoder?.spoken ?? null} limit ${OWN_LOOKS_AMONG + 1}) counted`);
export type Counted = { docs: number };

/** Likewise, of what was read already. */
export async function modelsOf(
  ctx: Context,
  rows: readonly ModelRow[],
  [counted]: readonly Counted[],
  network: Fetcher | undefined,
): Promise<ReachableModels> {
  const rowOf = (purpose: ModelPurpose) => rows.find((each) => each.purpose === purpose);
  const [answers, embeddings] = await Promise.all(
    (['answers', 'embeddings'] as const).map((purpose) => {
      const row = rowOf(purpose);
      return row ? reachOwn(ctx, row, network) : reachDeployments(ctx.config, purpose, network);
    }),
  );
  if (embeddings) return { answers, embeddings: byProtocol(embeddings) };
  return {
    answers,
    embeddings: ctx.encoder && !rowOf('embeddings') ? byEncoder(ctx.encoder, counted?.docs ?? 0) : undefined,
  };
}

/** The key with which it is asked; `null` where it does not open any more. */
export const keyOf = async (ctx: Context, { workspaceId, baseUrl, sealedKey }: ModelRow): Promise<string | null> =>
  sealedKey === null ? NO_KEY : unseal(ctx.config, keyPlace(workspaceId, baseUrl), sealedKey);

async function reachOwn(
  ctx: Context,
  row: ModelRow,
  network: Fetcher | undefined,
): Promise<ReachableModel | undefined> {
  const { baseUrl, name } = row;
  if (!publicUrl(baseUrl)) return undefined;
  const apiKey = await keyOf(ctx, row);
  return apiKey === null ? undefined : { model: { baseUrl, name, apiKey }, fetch: fetchPublic(network) };
}

function reachDeployments(
  config: Config,
  purpose: ModelPurpose,
  network: Fetcher | undefined,
): ReachableModel | undefined {
  const model = deploymentsModel(config, purpose);
  return model && { model, fetch: wayTo(model.baseUrl, network) };
}

function byProtocol({ model, fetch }: ReachableModel): ReachableEmbeddings {
  const known = withId(model);
  return { model: known, ask: (texts, signal) => askEmbeddings(known, texts, { fetch, signal }) };
}

const byEncoder = ({ id, spoken, dimensions, encode }: Encoder, docs: number): ReachableEmbeddings => ({
  model: { id },
  own: { spoken, dimensions, docs },
  ask: encode,
});

const withId = (model: Model & Partial<EmbeddingModel>): EmbeddingModel => ({
  ...model,
  id: model.id ?? embeddingId(model.baseUrl, model.name),
});
