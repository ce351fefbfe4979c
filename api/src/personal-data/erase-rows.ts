import type { ErasureId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { botSpending } from '../db/schema/bot.ts';
import { erasures } from '../db/schema/erasures.ts';
import type { Him, Place } from './place.ts';

/** So many rows go in one transaction: what is long must not hold up those who write meanwhile. */
export const SLICE = 500;

/** How many rows this transaction has erased by now. */
const erased = sql`coalesce(nullif(current_setting('app.erased', true), ''), '0')::integer`;

export const readErased = (ctx: Context) => ctx.db.execute<{ erased: number }>(sql`select ${erased} as erased`);

/**
 * A statement: erases what is his in one place, as far as this transaction may still erase, from where it can be found
 * as well; and counts it in the receipt. What hangs on it must be gone: a place is reached only with room to spare.
 */
export function eraseFrom(ctx: Context, erasureId: ErasureId, place: Place, him: Him) {
  const { table, kind, isHis, first, finds, hasFiles } = place;
  const { workspaceId } = ctx.actor;
  const told = hasFiles ? sql`each.storage_key` : sql`null::text`;
  const id = finds ? sql`each.id` : sql`null::uuid`;
  return ctx.db.execute(sql`
    with gone as (
      delete from ${table} each where each.ctid = any(array(
        select each.ctid from ${table} each where each.workspace_id = ${workspaceId} and ${isHis(him)}
        ${first ? sql`order by ${first}` : sql``} limit greatest(0, ${SLICE} - ${erased})))
      returning ${id} as id, ${told} as file_key
    ),
    counted as (
      select count(*)::integer as rows, array_remove(array_agg(file_key), null) as file_keys,
        set_config('app.erased', (${erased} + count(*))::text, true) as so_far,
        ${finds ? sql`store_search_docs(coalesce(jsonb_agg(jsonb_build_object('kind', ${finds}::text, 'sourceId', id)), '[]'))` : sql`null`}::text as unfound
      from gone
    )
    update ${erasures} erasure set file_keys = erasure.file_keys || coalesce(counted.file_keys, '{}'),
      counts = erasure.counts || jsonb_build_object(${kind}::text,
        coalesce((erasure.counts ->> ${kind}::text)::integer, 0) + counted.rows)
    from counted
    where erasure.workspace_id = ${workspaceId} and erasure.id = ${erasureId} and counted.rows > 0
      and counted.so_far is not null and counted.unfound is distinct from 'never'`);
}

/** A statement: takes the names that he has had out of the log, which is never deleted from. */
export function eraseFromLog(ctx: Context, erasureId: ErasureId, him: Him, names: SQL = sql`'{}'::text[]`) {
  return ctx.db.execute(sql`
    update ${erasures} erasure set counts = erasure.counts || jsonb_build_object('log',
      coalesce((erasure.counts ->> 'log')::integer, 0) + forgotten.lines)
    from (select forget_in_audit(${him.visitorIds}, ${names}) as lines) forgotten
    where erasure.workspace_id = ${ctx.actor.workspaceId} and erasure.id = ${erasureId} and forgotten.lines > 0`);
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A statement: what the bot has spent on him stays in the day's sum, as spent on nobody. */
export function eraseFromSpending({ db, actor: { workspaceId } }: Context, { visitorIds }: Him) {
  return db.execute(sql`
    with gone as (
      delete from ${botSpending} where workspace_id = ${workspaceId} and visitor_id = any(${visitorIds})
      returning day, tokens
    )
    insert into ${botSpending} as spent (workspace_id, day, visitor_id, tokens)
    select ${workspaceId}::uuid, day, ${NOBODY}::uuid, sum(tokens)::integer from gone group by day
    on conflict (workspace_id, day, visitor_id) do update set tokens = spent.tokens + excluded.tokens`);
}
