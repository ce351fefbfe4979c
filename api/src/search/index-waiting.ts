import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { attachments } from '../db/schema/attachments.ts';
import { messages } from '../db/schema/messages.ts';
import { type SearchKind, searchQueue } from '../db/schema/search.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { tokensOf } from './tokens.ts';

/** So much is looked through at once, unless somebody says otherwise. */
export const AT_ONCE = 100;

/** More than anybody writes in one message; what only wants to be long is found by its beginning. */
const MOST_TOKENS = 1_000;

type Waiting = { kind: SearchKind; sourceId: string; version: number | null; text: string | null; at: string | null };

/**
 * Two trips: reads what has changed lately, and stores by which words it is found from now on. Tells of how much.
 * Safe to do twice, and beside others.
 */
export async function indexWaiting(ctx: Context<SystemActor>, atOnce: number = AT_ONCE): Promise<number> {
  const [, { rows }] = await inWorkspace(ctx, [
    // Read by its two indexes: what waits is few, and Postgres may not know that yet.
    ctx.db.execute(sql`select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`),
    readWaiting(ctx, atOnce),
  ]);
  if (rows.length === 0) return 0;
  const docs = rows.map(({ text, at, ...doc }) => ({ ...doc, at: Number(at ?? 0), tokens: tokensIn(text ?? '') }));
  await inWorkspace(ctx, [ctx.db.execute(sql`select store_search_docs(${JSON.stringify(docs)}::jsonb)`)]);
  return rows.filter(({ version }) => version !== null).length;
}

function tokensIn(text: string): string[] {
  const found = new Set<string>();
  for (const { token } of tokensOf(text.normalize('NFC'))) {
    found.add(token);
    if (found.size >= MOST_TOKENS) break;
  }
  return [...found];
}

/** What waits, the newest first, and whoever wrote it: by a name that he came with nothing else may tell. */
function readWaiting({ db, actor: { workspaceId } }: Context<SystemActor>, atOnce: number) {
  const person = sql`concat_ws(' ', visitor.name, visitor.email, visitor.noted_name, visitor.noted_email,
    visitor.external_id)`;
  const ms = (time: string) => sql.raw(`(extract(epoch from ${time}) * 1000)::bigint`);
  return db.execute<Waiting>(sql`
    with waiting as materialized (
      select kind, source_id, version from ${searchQueue}
      where workspace_id = ${workspaceId} order by at desc limit ${atOnce}
    )
    select waiting.kind, waiting.source_id as "sourceId", waiting.version,
      case when message.deleted_at is null then concat_ws(' ', message.text, (
        select string_agg(file.name, ' ') from ${attachments} file
        where file.workspace_id = ${workspaceId} and file.message_id = message.id)) end as text,
      ${ms('message.sent_at')} as at
    from waiting left join ${messages} message
      on message.workspace_id = ${workspaceId} and message.id = waiting.source_id
    where waiting.kind = 'm'
    union all
    select waiting.kind, waiting.source_id, waiting.version, topic.subject, ${ms('topic.started_at')}
    from waiting left join ${topics} topic
      on topic.workspace_id = ${workspaceId} and topic.id = waiting.source_id and topic.status <> 'merged'
    where waiting.kind = 't'
    union all
    select waiting.kind, waiting.source_id, waiting.version, ${person}, ${ms('visitor.first_seen_at')}
    from waiting left join ${visitors} visitor
      on visitor.workspace_id = ${workspaceId} and visitor.id = waiting.source_id
    where waiting.kind = 'v'
    union all
    select distinct 'v', visitor.id, null::integer, ${person}, ${ms('visitor.first_seen_at')}
    from waiting
      join ${messages} message on message.workspace_id = ${workspaceId} and message.id = waiting.source_id
      join ${threads} thread on thread.workspace_id = ${workspaceId} and thread.id = message.thread_id
      join ${visitors} visitor on visitor.workspace_id = ${workspaceId} and visitor.id = thread.visitor_id
    where waiting.kind = 'm' and ${person} <> ''
      and not exists (select from waiting other where other.kind = 'v' and other.source_id = visitor.id)`);
}
