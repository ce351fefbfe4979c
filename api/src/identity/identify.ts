import type { Whereabouts } from '@everthread/shared/models/visitor';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Context, PersonActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { visitorKeys } from '../db/schema/visitors.ts';
import { visitorDevices } from '../db/schema/ways-back.ts';
import { AppError } from '../errors.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { lockPerson } from '../visitors/lock-person.ts';
import { noteProfile } from '../visitors/note-profile.ts';
import { noteWhereabouts } from '../visitors/note-whereabouts.ts';
import { type OpenedSession, readOpenedSession, selectVisitorThread } from '../visitors/visitor-thread.ts';
import { anonymousOfKey, personsVisitor } from '../visitors/which-visitor.ts';
import { becomePerson, joinAnonymousThread } from './join-thread.ts';
import { lockJoining } from './lock-joining.ts';

const MOST_KEYS = 50;

export type Keys = { keyHash: string | undefined; newKeyHash: string };

/** `session` is null for a person who has never written. `keyHash`: the key that is his on this device. */
export type IdentifiedPerson = { session: OpenedSession | null; keyHash: string };

/**
 * Somebody has proven who he is. An anonymous thread on the key that his device holds joins his, once and for all; a
 * key that is another person's stays as it is, and he gets the new one. Safe to repeat. One trip.
 */
export async function identify(
  ctx: Context<PersonActor>,
  { keyHash, newKeyHash }: Keys,
  where?: Whereabouts,
): Promise<IdentifiedPerson> {
  // Each lock in a statement of its own, always in this order: person, joining, keys, threads. What follows sees what they
  // waited for.
  const joining =
    keyHash === undefined
      ? []
      : [
          lockKeys(ctx, keyHash),
          lockThreads(ctx, keyHash),
          becomePerson(ctx, keyHash),
          joinAnonymousThread(ctx, keyHash),
          endOthersPushes(ctx, keyHash),
        ];
  const results = await inWorkspace(ctx, [
    ...lockPerson(ctx),
    lockJoining(ctx, 'together'),
    ...joining,
    registerKey(ctx, { keyHash, newKeyHash }),
    forgetOldKeys(ctx),
    ...noteProfile(ctx, undefined),
    noteWhereabouts(ctx, personsVisitor(ctx.actor), where),
    selectOwnKeys(ctx, { keyHash, newKeyHash }),
    ...selectVisitorThread(ctx, actorsThread(ctx.actor, 'own')),
  ]);
  const session = readOpenedSession(results);
  const [ownKeys] = results.slice(-4) as [Awaited<ReturnType<typeof selectOwnKeys>>];
  const own = new Set(ownKeys.map((row) => row.keyHash));
  if (keyHash !== undefined && own.has(keyHash)) return { session, keyHash };
  if (session && !own.has(newKeyHash)) throw new AppError('conflict', 'The new key is taken. Make another');
  return { session, keyHash: newKeyHash };
}

/** The key, and whichever others are its anonymous visitor's: they move with him, also where another one is proven on now. */
const lockKeys = ({ db, actor }: Context<PersonActor>, keyHash: string) =>
  db.execute(sql`select 1 from ${visitorKeys}
    where ${visitorKeys.workspaceId} = ${actor.workspaceId} and (${visitorKeys.keyHash} = ${keyHash}
      or ${visitorKeys.visitorId} = ${anonymousOfKey(actor.workspaceId, keyHash)})
    order by ${visitorKeys.keyHash} for update`);

const lockThreads = ({ db, actor }: Context<PersonActor>, keyHash: string) =>
  db.execute(sql`select 1 from ${threads}
    where ${threads.workspaceId} = ${actor.workspaceId}
      and ${threads.visitorId} in (${personsVisitor(actor)}, ${anonymousOfKey(actor.workspaceId, keyHash)})
    order by ${threads.id} for update`);

/** Where the browser was another's before, it is pushed to for that one no more. */
const endOthersPushes = ({ db, actor }: Context<PersonActor>, keyHash: string) =>
  db.execute(sql`delete from ${visitorDevices} where workspace_id = ${actor.workspaceId} and key_hash in (
    select key_hash from ${visitorKeys} where workspace_id = ${actor.workspaceId}
      and ${keyHash} in (key_hash, parent_hash) and visitor_id is distinct from ${personsVisitor(actor)})`);

/** The new key becomes the known person's, unless the one on his device is. */
function registerKey(ctx: Context<PersonActor>, { keyHash, newKeyHash }: Keys) {
  const {
    workspaceId,
    person: { secretId },
  } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  return ctx.db.execute(sql`
    with person as (select ${personsVisitor(ctx.actor)} as id),
    used as (
      update ${visitorKeys} device set last_used_at = ${now}, proven_by = ${secretId} from person
      where device.workspace_id = ${workspaceId} and device.key_hash = ${keyHash ?? null} and device.visitor_id = person.id
      returning device.key_hash
    )
    insert into ${visitorKeys} (workspace_id, key_hash, visitor_id, created_at, last_used_at, proven_by)
    select ${workspaceId}::uuid, ${newKeyHash}, person.id, ${now}, ${now}, ${secretId} from person
    where person.id is not null and not exists (select from used)
    on conflict (workspace_id, key_hash) do nothing`);
}

/** A browser that may keep nothing brings a new key with every page: only the latest stay. */
const forgetOldKeys = ({ db, actor }: Context<PersonActor>) =>
  db.execute(sql`
    delete from ${visitorKeys} where workspace_id = ${actor.workspaceId} and key_hash in (
      select key_hash from ${visitorKeys}
      where workspace_id = ${actor.workspaceId} and visitor_id = ${personsVisitor(actor)}
      order by last_used_at desc, created_at desc offset ${MOST_KEYS})`);

const selectOwnKeys = ({ db, actor }: Context<PersonActor>, { keyHash, newKeyHash }: Keys) =>
  db
    .select({ keyHash: visitorKeys.keyHash })
    .from(visitorKeys)
    .where(
      and(
        eq(visitorKeys.workspaceId, actor.workspaceId),
        inArray(visitorKeys.keyHash, [newKeyHash, ...(keyHash === undefined ? [] : [keyHash])]),
        eq(visitorKeys.visitorId, personsVisitor(actor)),
      ),
    );
