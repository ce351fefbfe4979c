import type { NewVisitorDevice } from '@everthread/shared/models/way-back';
import { sql } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { visitorKeys } from '../db/schema/visitors.ts';
import { visitorDevices } from '../db/schema/ways-back.ts';
import { AppError } from '../errors.ts';
import { demandPoint } from '../notifications/devices.ts';
import { isPushService } from '../notifications/push-hosts.ts';
import { hashKey } from '../visitors/key-hash.ts';
import { lookSoon } from './look-soon.ts';

/**
 * From now on the visitor whose key it is hears of answers in this browser; whoever had it before does not any more. Safe
 * to repeat: a browser says so whenever it is opened. Throws `not_found` where nobody is known by the key.
 */
export async function keepVisitorDevice(
  surroundings: Surroundings,
  { workspaceId, key, endpoint, keys: { p256dh, auth } }: NewVisitorDevice,
): Promise<void> {
  if (!isPushService(surroundings.config, endpoint)) {
    throw new AppError('invalid', '`endpoint` must be of a push service that is known here');
  }
  await demandPoint(p256dh);
  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const keyHash = hashKey(key);
  const [, { rows }] = await inWorkspace(ctx, [
    // A browser that has subscribed anew, be it on the site where it had in our window, or the other way round.
    ctx.db.execute(sql`delete from ${visitorDevices}
      where workspace_id = ${workspaceId} and endpoint <> ${endpoint} and key_hash in (
        select other.key_hash from ${visitorKeys} own join ${visitorKeys} other
          on other.workspace_id = own.workspace_id and (other.key_hash = own.key_hash
            or other.parent_hash = own.key_hash and other.let_in_for = 'notify'
            or other.key_hash = own.parent_hash and own.let_in_for = 'notify')
        where own.workspace_id = ${workspaceId} and own.key_hash = ${keyHash})`),
    ctx.db.execute(sql`
      insert into ${visitorDevices} (workspace_id, id, key_hash, endpoint, p256dh, auth, created_at, confirmed_at)
      select workspace_id, ${ctx.newId()}::uuid, key_hash, ${endpoint}, ${p256dh}, ${auth}, ${now}, ${now}
      from ${visitorKeys} where workspace_id = ${workspaceId} and key_hash = ${keyHash}
      on conflict (workspace_id, endpoint) do update set key_hash = excluded.key_hash, p256dh = excluded.p256dh,
        auth = excluded.auth, confirmed_at = excluded.confirmed_at
      returning id`),
    lookSoon(
      ctx,
      sql`select thread.id from ${threads} thread join ${visitorKeys} device on device.workspace_id = thread.workspace_id
        and device.visitor_id = thread.visitor_id
        where device.workspace_id = ${workspaceId} and device.key_hash = ${keyHash}`,
    ),
  ]);
  if (rows.length === 0) throw new AppError('not_found', 'Nobody is known by this key');
}
