import type { Device, Devices, DeviceTest, NewDevice } from '@everthread/shared/models/device';
import type { DeviceId } from '@everthread/shared/models/ids';
import type { PushPayload } from '@everthread/shared/models/notification';
import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { asUser } from '../accounts/as-user.ts';
import type { Surroundings } from '../context.ts';
import { sessions } from '../db/schema/auth.ts';
import { pushDevices } from '../db/schema/push.ts';
import { AppError } from '../errors.ts';
import { isPushService } from './push-hosts.ts';
import { sendPush } from './send-push.ts';

const MOST_DEVICES = 20;
const TEST_MS = 8_000;
const TEST_TTL_SECONDS = 60;

const own = eq(pushDevices.userId, sql`current_user_id()`);
const isKept = isNull(pushDevices.forgottenAt);
const isCurrent = (sessionToken: string) =>
  sql<boolean>`${pushDevices.sessionId} = (select ${sessions.id} from ${sessions} where ${sessions.token} = ${sessionToken})`;

type DeviceRow = Omit<Device, 'createdAt' | 'lastReachedAt'> & { createdAt: Date; lastReachedAt: Date | null };

const toDevice = ({ createdAt, lastReachedAt, ...device }: DeviceRow): Device => ({
  ...device,
  createdAt: createdAt.toISOString(),
  lastReachedAt: lastReachedAt?.toISOString() ?? null,
});

const selectOwn = ({ db }: Surroundings, sessionToken: string) =>
  db
    .select({
      id: pushDevices.id,
      name: pushDevices.name,
      isCurrent: isCurrent(sessionToken),
      createdAt: pushDevices.createdAt,
      lastReachedAt: pushDevices.lastReachedAt,
    })
    .from(pushDevices);

/** One's browsers that are pushed to, and the key that a further one needs. */
export async function listDevices(surroundings: Surroundings, sessionToken: string): Promise<Devices> {
  const [rows, forgotten] = await asUser(surroundings, sessionToken, [
    selectOwn(surroundings, sessionToken)
      .where(and(own, isKept))
      .orderBy(desc(pushDevices.createdAt), desc(pushDevices.id)),
    surroundings.db
      .select({ id: pushDevices.id })
      .from(pushDevices)
      .where(and(own, isNotNull(pushDevices.forgottenAt))),
  ]);
  return {
    publicKey: surroundings.config.push.agentKeys.publicKey,
    devices: rows.map(toDevice),
    forgotten: forgotten.map(({ id }) => id),
  };
}

/**
 * From now on this browser is pushed to, for as long as this sign-in lasts; whoever had it before is not any more.
 * Safe to repeat: a browser says so whenever it is opened. The oldest go where there are too many. Throws `not_found`
 * where it takes the place of one that its user has taken off the list.
 */
export async function keepDevice(
  surroundings: Surroundings,
  sessionToken: string,
  { endpoint, keys, name, replaces }: NewDevice,
): Promise<Device> {
  if (!isPushService(surroundings.config, endpoint)) {
    throw new AppError('invalid', '`endpoint` must be of a push service that is known here');
  }
  await demandPoint(keys.p256dh);
  const { db } = surroundings;
  const now = surroundings.now();
  const at = sql`${now.toISOString()}::timestamptz`;
  const stale = db
    .select({ id: pushDevices.id })
    .from(pushDevices)
    .where(own)
    .orderBy(desc(pushDevices.confirmedAt), desc(pushDevices.id))
    .offset(MOST_DEVICES);
  const replaced = and(own, eq(pushDevices.endpoint, replaces ?? ''));
  const isForgotten = sql`exists (select from ${pushDevices} where ${replaced} and ${pushDevices.forgottenAt} is not null)`;
  const [[forgotten], , , , [device]] = await asUser(surroundings, sessionToken, [
    db
      .select({ id: pushDevices.id })
      .from(pushDevices)
      .where(and(replaced, isNotNull(pushDevices.forgottenAt))),
    db.delete(pushDevices).where(and(replaced, isKept)),
    db.execute(sql`
      insert into ${pushDevices} (id, user_id, session_id, endpoint, p256dh, auth, name, created_at, confirmed_at)
      select ${surroundings.newId()}::uuid, session.user_id, session.id, ${endpoint}, ${keys.p256dh}, ${keys.auth}, ${name}, ${at}, ${at}
      from ${sessions} session where session.token = ${sessionToken} and not ${isForgotten}
      on conflict (endpoint) do update set session_id = excluded.session_id, p256dh = excluded.p256dh,
        auth = excluded.auth, name = excluded.name, confirmed_at = excluded.confirmed_at, user_id = excluded.user_id,
        forgotten_at = null,
        created_at = case when ${pushDevices.userId} = excluded.user_id then ${pushDevices.createdAt} else excluded.created_at end,
        last_reached_at = case when ${pushDevices.userId} = excluded.user_id then ${pushDevices.lastReachedAt} end`),
    db.delete(pushDevices).where(inArray(pushDevices.id, stale)),
    selectOwn(surroundings, sessionToken).where(and(own, eq(pushDevices.endpoint, endpoint))),
  ]);
  if (forgotten) throw noSuchDevice();
  if (!device) throw new AppError('signed_out', 'Please sign in again');
  return toDevice(device);
}

/** It is pushed to no more, and does not come back by itself. Another's looks like one that does not exist. */
export async function forgetDevice(surroundings: Surroundings, sessionToken: string, id: DeviceId): Promise<void> {
  const [gone] = await asUser(surroundings, sessionToken, [
    surroundings.db
      .update(pushDevices)
      .set({ forgottenAt: surroundings.now(), p256dh: '', auth: '' })
      .where(and(own, isKept, eq(pushDevices.id, id)))
      .returning({ id: pushDevices.id }),
  ]);
  if (gone.length === 0) throw noSuchDevice();
}

/** Sends something at once, for its owner to see whether it comes. */
export async function testDevice(
  surroundings: Surroundings,
  sessionToken: string,
  id: DeviceId,
): Promise<DeviceTest['outcome']> {
  const { db, config, now } = surroundings;
  const ofDevice = and(own, isKept, eq(pushDevices.id, id));
  const [[device]] = await asUser(surroundings, sessionToken, [db.select().from(pushDevices).where(ofDevice)]);
  if (!device) throw noSuchDevice();
  const push = {
    payloads: [{ type: 'test' } satisfies PushPayload],
    ttlSeconds: TEST_TTL_SECONDS,
    urgency: 'high',
  } as const;
  const sender = { config, keys: config.push.agentKeys, now };
  const { name: outcome } = await sendPush(sender, device, push, AbortSignal.timeout(TEST_MS));
  const ended =
    outcome === 'sent'
      ? db.update(pushDevices).set({ lastReachedAt: now() }).where(ofDevice)
      : outcome === 'gone' && db.delete(pushDevices).where(ofDevice);
  if (ended) await asUser(surroundings, sessionToken, [ended]);
  return outcome === 'too_long' ? 'refused' : outcome;
}

/** What is no point of the curve could never be encrypted for. */
export async function demandPoint(p256dh: string): Promise<void> {
  try {
    const curve = { name: 'ECDH', namedCurve: 'P-256' };
    await crypto.subtle.importKey('raw', Buffer.from(p256dh, 'base64url'), curve, false, []);
  } catch {
    throw new AppError('invalid', '`keys.p256dh` must be as the browser gave it');
  }
}

const noSuchDevice = () => new AppError('not_found', 'No such device');
