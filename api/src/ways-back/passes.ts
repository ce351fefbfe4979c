import { createHash } from 'node:crypto';
import type {
  CarriedPass,
  MadePass,
  NewPass,
  PassAnswer,
  PassOutcome,
  ShownPass,
} from '@everthread/shared/models/way-back';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitorKeys } from '../db/schema/visitors.ts';
import { visitorPasses } from '../db/schema/ways-back.ts';
import { AppError } from '../errors.ts';
import { hashKey } from '../visitors/key-hash.ts';
import { pageOf, selectLetIn } from './let-in.ts';

const PASS_BYTES = 24;
const LIFE_MS = { notify: 2 * 60_000, home: 5 * 60_000, site: 60_000, carry: 5 * 60_000 };

const hashPass = (pass: string): string => createHash('sha256').update(pass).digest('base64url');

/** What leads the visitor to his thread in another place, once and soon. The one that was made before for it ends. */
export async function makePass(ctx: Context<VisitorActor>, { purpose }: NewPass): Promise<MadePass> {
  const { workspaceId, keyHash } = ctx.actor;
  const pass = Buffer.from(crypto.getRandomValues(new Uint8Array(PASS_BYTES))).toString('base64url');
  const expiresAt = new Date(ctx.now().getTime() + LIFE_MS[purpose]);
  await inWorkspace(ctx, [
    ctx.db.delete(visitorPasses).where(and(ownPasses(ctx), eq(visitorPasses.purpose, purpose))),
    ctx.db.insert(visitorPasses).values({ workspaceId, passHash: hashPass(pass), keyHash, purpose, expiresAt }),
  ]);
  return { pass, expiresAt: expiresAt.toISOString() };
}

/**
 * Somebody shows a pass, and the key by which his device is to be known from now on. In the browser in which it was made
 * he is let in; elsewhere he waits for the word of who made it, and asks again. Safe to repeat with one key. Throws
 * `not_found` where the pass was used by another, has ended or was refused.
 */
export async function showPass(
  surroundings: Surroundings,
  { workspaceId, pass, key, name }: ShownPass,
): Promise<PassOutcome> {
  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  const [passHash, keyHash] = [hashPass(pass), hashKey(key)];
  const isLiving = sql`pass.workspace_id = ${workspaceId} and pass.pass_hash = ${passHash}
    and pass.expires_at > ${at(ctx)}`;
  const [, waiting, known] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      with taken as (
        delete from ${visitorPasses} pass where ${isLiving} and pass.purpose <> 'carry' returning pass.*
      )
      ${letIn(ctx, sql`taken`, sql`${keyHash}::text`, sql`${name}::text`)}`),
    ctx.db.execute(sql`
      update ${visitorPasses} pass set new_key_hash = ${keyHash}, device_name = ${name}
      where ${isLiving} and pass.purpose = 'carry' and coalesce(pass.new_key_hash, ${keyHash}) = ${keyHash}
      returning pass.purpose`),
    selectLetIn(ctx, keyHash),
  ]);
  const [here] = known.rows;
  if (here?.parentHash) return { state: 'let-in', page: pageOf(ctx, here) };
  if (waiting.rows.length > 0) return { state: 'waiting' };
  throw new AppError(
    'not_found',
    'This link was used, or has ended. Make another where you have the conversation open',
  );
}

/** What has become of a pass of one's own with which one wants to go on elsewhere. */
export async function lookAtPass(ctx: Context<VisitorActor>, pass: string): Promise<CarriedPass> {
  const [[row]] = await inWorkspace(ctx, [
    ctx.db
      .select()
      .from(visitorPasses)
      .where(and(ownPasses(ctx), eq(visitorPasses.passHash, hashPass(pass)))),
  ]);
  if (!row || row.expiresAt <= ctx.now()) return { state: 'over' };
  return row.newKeyHash ? { state: 'asking', name: row.deviceName ?? '' } : { state: 'made' };
}

/** Says of the device that came with one's pass that it is one's own, or that it is not. Either way the pass has ended. */
export async function answerPass(ctx: Context<VisitorActor>, { pass, isMine }: PassAnswer): Promise<void> {
  const isThat = sql`pass.workspace_id = ${ctx.actor.workspaceId} and pass.key_hash = ${ctx.actor.keyHash}
    and pass.pass_hash = ${hashPass(pass)}`;
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      with taken as (
        delete from ${visitorPasses} pass where ${isThat} and pass.new_key_hash is not null
          and pass.expires_at > ${at(ctx)} returning pass.*
      ),
      let_in as (${letIn(ctx, sql`(select * from taken where ${isMine}) taken`, sql`taken.new_key_hash`, sql`taken.device_name`)})
      select 1 from taken`),
  ]);
  if (rows.length === 0) throw new AppError('not_found', 'This link has ended. Make another');
}

/** The last part of a statement: who came with a pass is known by his key from now on, as long as who let him in is. */
const letIn = (ctx: Context, taken: SQL, keyHash: SQL, name: SQL): SQL => sql`
  insert into ${visitorKeys} (workspace_id, key_hash, visitor_id, created_at, last_used_at, proven_by, name, parent_hash, let_in_for)
  select device.workspace_id, ${keyHash}, device.visitor_id, ${at(ctx)}, ${at(ctx)}, device.proven_by, ${name}, device.key_hash,
    taken.purpose
  from ${taken} join ${visitorKeys} device
    on device.workspace_id = taken.workspace_id and device.key_hash = taken.key_hash
  on conflict (workspace_id, key_hash) do nothing`;

const ownPasses = ({ actor }: Context<VisitorActor>) =>
  and(eq(visitorPasses.workspaceId, actor.workspaceId), eq(visitorPasses.keyHash, actor.keyHash));

const at = ({ now }: Context): SQL => sql`${now().toISOString()}::timestamptz`;
