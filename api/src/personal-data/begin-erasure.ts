import type { ErasureId, VisitorId } from '@everthread/shared/models/ids';
import type { Erasure } from '@everthread/shared/models/personal-data';
import { and, eq, getTableColumns, or, type SQL, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context, SystemActor, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { erasedKeys, erasures } from '../db/schema/erasures.ts';
import { threads } from '../db/schema/threads.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { lockJoining } from '../identity/lock-joining.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { noSuchVisitor } from '../visitors/get-visitor.ts';
import { eraseFrom, eraseFromLog } from './erase-rows.ts';
import { toErasure } from './erasure-view.ts';
import type { Him, Place } from './place.ts';
import { PLACES } from './places.ts';

/** What leads to him, or could bring him back: gone with the asking itself. */
const AT_ONCE: readonly Place['kind'][] = ['waiting', 'merges', 'browsers'];

/**
 * From here on nobody comes in as this visitor, nor is known as him: his browsers, his names and addresses, what others
 * have become part of him by. All else goes soon after, slice by slice. Safe to repeat. Throws `not_found`.
 * `which`: only if that, over the row as `visitor`, is so once nobody can change it any more.
 */
export async function beginErasure(
  ctx: Context<AgentActor | VisitorActor | SystemActor>,
  visitorId: VisitorId,
  id: ErasureId,
  which: SQL = sql`true`,
): Promise<Erasure> {
  const { workspaceId } = ctx.actor;
  const run = (statement: SQL) => ctx.db.execute(statement);
  const isHis = sql`${visitorId} = any(${erasures.visitorIds})`;
  const own = sql`workspace_id = ${workspaceId} and visitor_id = ${visitorId}`;
  const him = himIn(ctx, visitorId, id);
  const results = await inWorkspace(ctx, [
    lockJoining(ctx, 'alone'),
    // As whoever merges or joins: first the keys, then the thread.
    run(sql`select 1 from ${visitorKeys} where ${own} order by key_hash for update`),
    run(sql`select 1 from ${threads} where ${own} for update`),
    run(record(ctx, visitorId, id, which)),
    // A visitor may give himself anybody's name: lines that do not say whom they name are found by an agent's word only.
    ...(ctx.actor.kind === 'agent' ? [eraseFromLog(ctx, id, him, namesOf(ctx, visitorId))] : []),
    ...keepKeys(ctx, him),
    ...PLACES.filter(({ kind }) => AT_ONCE.includes(kind)).map((place) => eraseFrom(ctx, id, place, him)),
    run(forgetWho(ctx, him)),
    ctx.db
      .select({
        ...getTableColumns(erasures),
        isHis: sql<boolean>`${isHis}`,
        isThere: sql<boolean>`exists (select from ${visitors} visitor
          where visitor.workspace_id = ${workspaceId} and visitor.id = ${visitorId})`,
      })
      .from(erasures)
      .where(
        and(
          eq(erasures.workspaceId, workspaceId),
          or(eq(erasures.id, id), sql`${erasures.doneAt} is null and ${isHis}`),
        ),
      )
      .orderBy(sql`${isHis} desc`)
      .limit(1),
  ]);
  const [row] = results.at(-1) as (typeof erasures.$inferSelect & { isHis: boolean; isThere: boolean })[];
  if (!row) throw noSuchVisitor();
  // A receipt that is done names nobody: it may be his only if he is gone.
  if (!row.isHis && (row.isThere || row.visitorIds.length > 0)) {
    throw new AppError('conflict', 'This id already stands for another visitor. Choose a new id');
  }
  return toErasure(row);
}

/** By which his devices are told, when they come back, that he was erased. */
function keepKeys({ db, actor, now }: Context, { visitorIds }: Him) {
  return [
    db.execute(sql`
      insert into ${erasedKeys} (workspace_id, key_hash, erased_at)
      select workspace_id, key_hash, ${now().toISOString()}::timestamptz from ${visitorKeys}
      where workspace_id = ${actor.workspaceId} and visitor_id = any(${visitorIds})
      on conflict (workspace_id, key_hash) do update set erased_at = excluded.erased_at`),
  ];
}

/** Under what he is known, as the receipt has it; nothing where this asking began none, or it is another's. */
function himIn({ actor }: Context, visitorId: VisitorId, id: ErasureId): Him {
  const of = (column: string) =>
    sql`(select ${sql.raw(column)} from ${erasures} where workspace_id = ${actor.workspaceId} and id = ${id}
      and ${visitorId} = any(visitor_ids))::uuid[]`;
  return { visitorIds: of('visitor_ids'), threadIds: of('thread_ids') };
}

/** The receipt, what is to follow, and a line in the log where one of the team has asked for it. */
function record(
  ctx: Context<AgentActor | VisitorActor | SystemActor>,
  visitorId: VisitorId,
  id: ErasureId,
  which: SQL,
): SQL {
  const askedBy = { agent: 'agent', visitor: 'visitor', system: 'age' }[ctx.actor.kind];
  const audited =
    ctx.actor.kind === 'agent' ? sql`audited as (${recordAudit(ctx, 'visitor.erased', {}, sql`begun`)}),` : sql``;
  return sql`
    with begun as (
      insert into ${erasures} (workspace_id, id, asked_by, agent_id, asked_at, visitor_ids, thread_ids)
      select visitor.workspace_id, ${id}::uuid, ${askedBy}, ${ctx.actor.kind === 'agent' ? sql`current_agent()` : sql`null`}::uuid,
        ${ctx.now().toISOString()}::timestamptz, visitor.id || coalesce(visitor.former_ids, '{}'),
        array(select thread.id from ${threads} thread
          where thread.workspace_id = visitor.workspace_id and thread.visitor_id = visitor.id)
      from ${visitors} visitor
      where visitor.workspace_id = ${ctx.actor.workspaceId} and visitor.id = ${visitorId} and ${which}
        and not exists (select from ${erasures} other where other.workspace_id = visitor.workspace_id
          and other.done_at is null and visitor.id = any(other.visitor_ids))
      on conflict do nothing
      returning workspace_id, null::uuid as thread_id
    ),
    ${audited}
    told as (${recordEvent({ type: 'erasure.due', erasureId: id }, sql`begun`, ctx.now())})
    select 1`;
}

/** By which lines of the log know him that were written before they said whom they name. */
const namesOf = ({ actor }: Context, visitorId: VisitorId): SQL => sql`coalesce((
  select array_remove(array[name, noted_name, shown_name, email, noted_email, shown_email], null) from ${visitors}
  where workspace_id = ${actor.workspaceId} and id = ${visitorId}), '{}')`;

/** Who signs in or writes by mail from now on is somebody new. */
const forgetWho = ({ actor }: Context, { visitorIds }: Him): SQL => sql`
  update ${visitors} set name = null, email = null, noted_name = null, noted_email = null, external_id = null,
    identity = 'claimed', page_url = null, page_title = null, referrer = null, language = null, time_zone = null,
    mail_address = null, mail_proof = null, mail_proven_by = null, attributes = '{}', private_attributes = '{}',
    attribute_sources = '{}', pages = '[]'
  where workspace_id = ${actor.workspaceId} and id = any(${visitorIds})`;
