import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { outbox } from '../db/schema/outbox.ts';
import { estimateModels } from '../db/schema/promises.ts';
import { readHours, selectHours } from '../hours/select-hours.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { loadModel, MODEL_VERSION, saveModel } from './estimate-save.ts';
import type { StoredWait } from './estimate-waits.ts';
import { ms, newEstimator, SETTLED_MS, selectWaits, takeIn } from './learned.ts';

/** As much as is learned in one go, so that other events need not wait for long. */
const AT_ONCE = 1_500;

/** A statement: that it is time to learn, unless that has been said. */
export const recordLearning = ({ db, actor, now }: Context<SystemActor>) => {
  const at = sql`${now().toISOString()}::timestamptz`;
  return db.execute(sql`
    insert into ${outbox} (workspace_id, type, payload, created_at, due_at)
    select ${actor.workspaceId}::uuid, 'waits.learn', '{}'::jsonb, ${at}, ${at}
    where not exists (select from ${outbox} said
      where said.workspace_id = ${actor.workspaceId} and said.type = 'waits.learn' and said.parked_at is null)`);
};

/** Learns from the waits that have come since it was last done, and keeps what was learned. */
export const learnWaits: Handler<{ type: 'waits.learn' }> = async (ctx) => {
  const { workspaceId } = ctx.actor;
  const mine = sql`model.workspace_id = ${workspaceId} and model.version = ${MODEL_VERSION}`;
  const after = sql`coalesce((select through from ${estimateModels} model where ${mine}), '-infinity')`;
  const [{ rows: saved }, { rows: stored }, office, shifts] = await inWorkspace(ctx, [
    ctx.db.execute<{ throughMs: number; model: string; features: string }>(sql`
      select ${ms('through')} as "throughMs", encode(model.model, 'base64') as model,
        encode(model.features, 'base64') as features
      from ${estimateModels} model where ${mine}`),
    ctx.db.execute<StoredWait>(selectWaits(workspaceId, after, AT_ONCE)),
    ...selectHours(ctx.db, workspaceId),
  ]);
  const hours = readHours(office, shifts);
  const [before] = saved;
  const estimator = before
    ? loadModel({ model: bytes(before.model), features: bytes(before.features) })
    : newEstimator(hours);
  const throughMs = before?.throughMs ?? Number.NEGATIVE_INFINITY;
  const news = stored.map(({ sinceMs, endedMs }) => (sinceMs > throughMs ? sinceMs : (endedMs ?? sinceMs)));
  const isAll = stored.length < AT_ONCE;
  const settledMs = ctx.now().getTime() - SETTLED_MS;
  const untilMs = isAll ? settledMs : Math.min(settledMs, news.at(-1) ?? settledMs);
  if (untilMs <= throughMs || news.every((atMs) => atMs > untilMs)) return;
  takeIn(estimator, stored, hours, throughMs, untilMs);
  await keep(ctx, saveModel(estimator), untilMs);
  if (!isAll) await learnWaits(ctx, []);
};

/** Who has learned more meanwhile is not undone. */
async function keep(ctx: HandlerContext, { model, features }: ReturnType<typeof saveModel>, throughMs: number) {
  const base64 = (content: Uint8Array) => sql`decode(${Buffer.from(content).toString('base64')}, 'base64')`;
  await inWorkspace(ctx, [
    ctx.db.execute(sql`
      insert into ${estimateModels} as kept (workspace_id, version, through, model, features, saved_at)
      values (${ctx.actor.workspaceId}, ${MODEL_VERSION}, ${new Date(throughMs).toISOString()}::timestamptz, ${base64(model)},
        ${base64(features)}, ${ctx.now().toISOString()}::timestamptz)
      on conflict (workspace_id, version) do update set through = excluded.through, model = excluded.model,
        features = excluded.features, saved_at = excluded.saved_at
      where kept.through < excluded.through`),
  ]);
}

const bytes = (base64: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(base64, 'base64'));
