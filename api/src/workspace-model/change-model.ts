import type {
  ModelInUse,
  ModelPurpose,
  WorkspaceModel,
  WorkspaceModelChange,
} from '@everthread/shared/models/workspace-model';
import { sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import { reviewVectors } from '../bot/want-vectors.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { workspaceModels } from '../db/schema/workspace-models.ts';
import { AppError } from '../errors.ts';
import { publicUrl } from '../http/public-url.ts';
import { seal } from '../identity/seal.ts';
import { deploymentsModel, keyPlace, type ModelRow, selectModel } from './read-model.ts';

const SHOWN_OF_KEY = 4;
const AUDITED = {
  answers: { changed: 'model.changed', removed: 'model.removed' },
  embeddings: { changed: 'embeddings_model.changed', removed: 'embeddings_model.removed' },
} as const;

/** Which model is asked, without its key. For owners and admins. */
export async function getModel(ctx: Context<AgentActor>, purpose: ModelPurpose): Promise<ModelInUse> {
  const [[row]] = await inWorkspace(atLeast('admin', ctx), [selectModel(ctx, purpose)]);
  return { own: row ? toWorkspaceModel(row) : null, deployments: deploymentsModel(ctx.config, purpose)?.name ?? null };
}

/**
 * Sets the model that this workspace asks; by one for embeddings, vectors are made anew. Throws `invalid` where its address
 * is not one of the internet, or where it is another host's than the key that is kept was entered for. For owners and admins.
 */
export async function setModel(
  ctx: Context<AgentActor>,
  purpose: ModelPurpose,
  change: WorkspaceModelChange,
): Promise<WorkspaceModel> {
  const { workspaceId } = ctx.actor;
  const manager = atLeast('admin', ctx);
  const baseUrl = addressOf(change.baseUrl);
  const [[before]] = await inWorkspace(manager, [selectModel(ctx, purpose)]);
  const { name, key } = change;
  if (key === undefined) checkKeyStays(before, baseUrl);
  const sealed =
    key === undefined ? (before?.sealedKey ?? null) : await seal(ctx.config, keyPlace(workspaceId, baseUrl), key);
  const keyEnd = key === undefined ? (before?.keyEnd ?? null) : key.slice(-SHOWN_OF_KEY);
  const [{ rows }] = await inWorkspace(manager, [
    ctx.db.execute(sql`
      with changed as (
        insert into ${workspaceModels} as kept (workspace_id, purpose, base_url, name, sealed_key, key_end, changed_at)
        values (${workspaceId}::uuid, ${purpose}, ${baseUrl}, ${name}, ${sealed}, ${keyEnd}, ${ctx.now().toISOString()}::timestamptz)
        on conflict (workspace_id, purpose) do update set base_url = excluded.base_url, name = excluded.name,
          sealed_key = excluded.sealed_key, key_end = excluded.key_end, changed_at = excluded.changed_at
        where kept.changed_at is not distinct from ${before?.changedAt.toISOString() ?? null}::timestamptz
        returning workspace_id
      ),
      audited as (${recordAudit(ctx, AUDITED[purpose].changed, { from: before ? inWords(before) : null, to: inWords({ baseUrl, name, keyEnd }) }, sql`changed`)})
      select 1 from changed`),
    ...followUp(ctx, purpose),
  ]);
  if (rows.length === 0) throw new AppError('conflict', 'Somebody else has changed this. Load it anew');
  return { baseUrl, name, keyEnd };
}

/** From now on the deployment's model is asked, if there is one. Safe to repeat. For owners and admins. */
export async function removeModel(ctx: Context<AgentActor>, purpose: ModelPurpose): Promise<void> {
  await inWorkspace(atLeast('admin', ctx), [
    ctx.db.execute(sql`
      with gone as (
        delete from ${workspaceModels} where workspace_id = ${ctx.actor.workspaceId} and purpose = ${purpose}
        returning workspace_id, name || ' at ' || base_url as was
      )
      ${recordAudit(ctx, AUDITED[purpose].removed, { from: sql`was` }, sql`gone`)}`),
    ...followUp(ctx, purpose),
  ]);
}

/** Vectors are one model's: what another has made has to be made anew, or is forgotten. */
const followUp = (ctx: Context, purpose: ModelPurpose) => (purpose === 'embeddings' ? [reviewVectors(ctx)] : []);

/** An address of a workspace's own, as it is asked: on the internet, and encrypted, since the key goes there. */
export function addressOf(typed: string): string {
  const url = publicUrl(typed);
  if (url?.protocol !== 'https:' || url.search || url.hash) {
    throw new AppError('invalid', 'The address must be a public one that begins with https://');
  }
  return url.href.replace(/\/+$/, '');
}

/** The key that is kept goes to nobody but whom it was entered for. */
export function checkKeyStays(kept: ModelRow | undefined, baseUrl: string): void {
  if (kept?.sealedKey && new URL(kept.baseUrl).origin !== new URL(baseUrl).origin) {
    throw new AppError('invalid', 'Enter the key again: the one that is kept is for another address');
  }
}

const inWords = ({ baseUrl, name, keyEnd }: WorkspaceModel): string =>
  `${name} at ${baseUrl}${keyEnd ? `, key …${keyEnd}` : ''}`;

const toWorkspaceModel = ({ baseUrl, name, keyEnd }: ModelRow): WorkspaceModel => ({ baseUrl, name, keyEnd });
