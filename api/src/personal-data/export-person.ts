import { getTableName, type SQL, sql } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { signFileLink } from '../attachments/file-link.ts';
import type { AgentActor, Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { type Him, himOf, type Known, type Place } from './place.ts';
import { PLACES } from './places.ts';

const EXPORT_PAGE = 500;

type Row = Record<string, unknown>;
type Found = { told: Row; key: Row; file: { storageKey: string; name: string; type: string } | null };

/**
 * All there is of somebody, place by place, as JSON that is written while it is read: to himself what he may see of it,
 * to the team all. Files are there as links that end soon.
 */
export function exportPerson(ctx: Context<AgentActor | VisitorActor>, known: Known): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const parts = written(ctx, himOf(known));
  return new ReadableStream<Uint8Array>({
    async pull(to) {
      const { value, done } = await parts.next();
      if (done) to.close();
      else to.enqueue(encoder.encode(value));
    },
  });
}

async function* written(ctx: Context<AgentActor | VisitorActor>, him: Him): AsyncGenerator<string> {
  yield `{\n"exportedAt": ${JSON.stringify(ctx.now().toISOString())}`;
  for (const place of PLACES) {
    const columns = toldOf(place, ctx.actor.kind);
    if (columns.length === 0) continue;
    yield `,\n"${getTableName(place.table)}": [`;
    let isFirst = true;
    for await (const row of rowsOf(ctx, place, columns, him)) {
      yield `${isFirst ? '' : ','}\n  ${JSON.stringify(row)}`;
      isFirst = false;
    }
    yield ']';
  }
  yield '\n}\n';
}

const toldOf = ({ own, team = [] }: Place, who: 'visitor' | 'agent'): readonly string[] =>
  who === 'agent' ? [...(own?.columns ?? []), ...team] : (own?.columns ?? []);

async function* rowsOf(
  ctx: Context<AgentActor | VisitorActor>,
  place: Place,
  columns: readonly string[],
  him: Him,
): AsyncGenerator<Row> {
  for (let after: Row | undefined; ; ) {
    const [{ rows }] = await inWorkspace(ctx, [select(ctx, place, columns, him, after)]);
    for (const { told, file } of rows) yield file ? { ...told, ...(await linkTo(ctx, file)) } : told;
    if (rows.length < EXPORT_PAGE) return;
    after = rows.at(-1)?.key;
  }
}

/** A page in the order of the keys, which new rows do not disturb. */
function select(
  { db, actor }: Context<AgentActor | VisitorActor>,
  { table, isHis, own, hasFiles }: Place,
  columns: readonly string[],
  him: Him,
  after: Row | undefined,
) {
  const key = (alias: string): SQL =>
    sql.join(
      keyOf(table).map((column) => sql.raw(`${alias}."${column}"`)),
      sql`, `,
    );
  const pairs = (names: readonly string[]): SQL =>
    sql`jsonb_build_object(${sql.join(
      names.map((column) => sql`${column}::text, to_jsonb(each) -> ${column}::text`),
      sql`, `,
    )})`;
  const isBeyond = after
    ? sql`and (${key('each')}) > (select ${key('last')} from jsonb_populate_record(null::${table}, ${JSON.stringify(after)}::jsonb) last)`
    : sql``;
  const seen = actor.kind === 'visitor' && own?.which ? sql`and ${own.which}` : sql``;
  const file = hasFiles
    ? sql`jsonb_build_object('storageKey', each.storage_key, 'name', each.name, 'type', each.type)`
    : sql`null::jsonb`;
  return db.execute<Found>(sql`
    select ${pairs(columns)} as told, ${pairs(keyOf(table))} as key, ${file} as file
    from ${table} each where each.workspace_id = ${actor.workspaceId} and ${isHis(him)} ${seen} ${isBeyond}
    order by ${key('each')} limit ${EXPORT_PAGE}`);
}

/** In the database's words. */
const keyOf = (table: Place['table']): string[] =>
  (getTableConfig(table).primaryKeys[0]?.columns ?? []).map(({ name }) =>
    name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );

async function linkTo({ config, now }: Context, { storageKey, name, type }: NonNullable<Found['file']>): Promise<Row> {
  const { url, expiresAt } = await signFileLink(config, now(), { storageKey, name, type, isImage: false });
  return { link: url, linkEndsAt: expiresAt };
}
