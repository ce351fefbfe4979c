import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { ModelPurpose } from '@everthread/shared/models/workspace-model';
import { and, eq } from 'drizzle-orm';
import type { Model } from '../bot/ask-model.ts';
import type { Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { workspaceModels } from '../db/schema/workspace-models.ts';
import { publicUrl } from '../http/public-url.ts';
import { type Fetch, fetchPublic } from '../http/safe-fetch.ts';
import { wayTo } from '../http/way-to.ts';
import { type SealedFor, unseal } from '../identity/seal.ts';

/** A model, and the way by which it is asked. */
export type ReachableModel = { model: Model; fetch: Fetch };

/** What stands for a key where a model wants none. */
export const NO_KEY = 'none';

/** The key belongs to the host that it was entered for: at another address it does not open. */
export const keyPlace = (workspaceId: WorkspaceId, baseUrl: string): SealedFor => ({
  workspaceId,
  secretId: `model:${new URL(baseUrl).origin}`,
});

/** A statement: what the workspace has set. */
export const selectModel = ({ db, actor: { workspaceId } }: Context, purpose: ModelPurpose) =>
  db
    .select()
    .from(workspaceModels)
    .where(and(eq(workspaceModels.workspaceId, workspaceId), eq(workspaceModels.purpose, purpose)))
    .limit(1);

export type ModelRow = typeof workspaceModels.$inferSelect;

/**
 * With what a workspace's answers are written: the model that it has set, or else the deployment's; none where there is
 * neither, or where what it has set does not open any more. `network`: the gate to the internet alone.
 */
export async function readModel(ctx: Context, network: Fetcher | undefined): Promise<ReachableModel | undefined> {
  const [[row]] = await inWorkspace(ctx, [selectModel(ctx, 'answers')]);
  return modelOf(ctx, row, network);
}

/** Likewise, of what was read already. */
export async function modelOf(
  ctx: Context,
  row: ModelRow | undefined,
  network: Fetcher | undefined,
): Promise<ReachableModel | undefined> {
  if (!row) return ctx.config.model && { model: ctx.config.model, fetch: wayTo(ctx.config.model.baseUrl, network) };
  const { workspaceId, baseUrl, name, sealedKey } = row;
  if (!publicUrl(baseUrl)) return undefined;
  const apiKey = sealedKey === null ? NO_KEY : await unseal(ctx.config, keyPlace(workspaceId, baseUrl), sealedKey);
  return apiKey === null ? undefined : { model: { baseUrl, name, apiKey }, fetch: fetchPublic(network) };
}
