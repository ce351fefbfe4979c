import { type SQL, sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../src/context.ts';
import { inWorkspace } from '../src/db/in-workspace.ts';
import type { TestAgent } from './factories.ts';

const AT_ONCE = 10_000;

/** What many topics are spread over. */
export type Spread = { agents: readonly TestAgent[]; teamIds: readonly string[]; tagIds: readonly string[] };

/**
 * Fills a workspace with so many threads of one topic each, spread by their number over all that a view can ask for:
 * a thing of which nothing is as it was typed, but of which each kind is there. In one statement a table, of so many at
 * once that none runs into the client's time-out.
 */
export async function fillWithTopics(
  workspace: Context<SystemActor>,
  count: number,
  spread: Spread,
  { openIn = 2 }: { openIn?: number } = {},
): Promise<void> {
  for (let first = 1; first <= count; first += AT_ONCE)
    await fillSlice(workspace, [first, Math.min(count, first + AT_ONCE - 1)], spread, openIn);
}

async function fillSlice(
  workspace: Context<SystemActor>,
  [first, last]: readonly [first: number, last: number],
  spread: Spread,
  openIn: number,
): Promise<void> {
  const { db, actor, now } = workspace;
  const w = sql`${actor.workspaceId}::uuid`;
  const at = sql`${now().toISOString()}::timestamptz`;
  const idOf = (kind: string) =>
    sql`overlay(overlay(md5(${actor.workspaceId}::text || ${kind}::text || i) placing '4' from 13) placing '8' from 17)::uuid`;
  const oneOf = (ids: readonly string[], part: SQL) =>
    ids.length === 0
      ? sql`null::uuid`
      : sql`(array[${sql.join(
          ids.map((id) => sql`${id}::uuid`),
          sql`, `,
        )}])[1 + ${part} % ${sql.raw(String(ids.length))}]`;
  const open = sql.raw(String(openIn));
  const numbers = sql`generate_series(${sql.raw(`${first}, ${last}`)}) i`;
  const status = sql`case when i % ${open} = 0 then (array['open', 'open', 'waiting', 'snoozed'])[1 + (i / ${open}) % 4] else 'done' end`;
  const lastAt = sql`(${at} - make_interval(secs => i * 37))`;
  await inWorkspace(workspace, [
    db.execute(sql`insert into visitors (workspace_id, id, name, language, page_url, attributes, first_seen_at, last_seen_at)
      select ${w}, ${idOf('visitor')}, 'Visitor ' || i, (array['en-US', 'ar-EG', 'de', null, 'zh-CN'])[1 + i % 5],
        (array['https://shop.example/teapots', 'https://shop.example/cart?x=1', null])[1 + i % 3],
        case i % 4 when 0 then '{}' when 1 then '{"plan": "pro", "seats": 3}' when 2 then '{"plan": "free"}' else '{"plan": {"pro": 1}, "trial": true}' end::jsonb,
        ${lastAt}, ${lastAt} from ${numbers}`),
    db.execute(sql`insert into threads (workspace_id, id, visitor_id, last_seq, rev, created_at)
      select ${w}, ${idOf('thread')}, ${idOf('visitor')}, 1, 1, ${lastAt} from ${numbers}`),
    db.execute(sql`insert into topics (workspace_id, id, thread_id, rev, status, first_seq, last_seq, last_visitor_seq,
        started_at, last_message_at, done_at, preview, preview_by, assignee_id, team_id, priority, snoozed_until, waiting_since)
      select ${w}, ${idOf('topic')}, ${idOf('thread')}, 1, ${status}, 1, 1, 1, ${lastAt}, ${lastAt},
        case when ${status} = 'done' then ${lastAt} end, 'Does pot number ' || i || ' pour without dripping?', 'visitor',
        case when (i / 3) % 3 > 0 then ${oneOf(
          spread.agents.map(({ agentId }) => agentId),
          sql`(i / 7)`,
        )} end,
        case when (i / 5) % 2 > 0 then ${oneOf(spread.teamIds, sql`(i / 11)`)} end,
        case when i % 9 = 0 then 1 + (i / 9) % 4 else 0 end,
        case when ${status} = 'snoozed' then ${at} + make_interval(hours => i % 100) end,
        case when ${status} = 'open' and i % 7 > 0 then ${lastAt} - make_interval(mins => i % 50) end
      from ${numbers}`),
    db.execute(sql`insert into messages (workspace_id, id, thread_id, topic_id, seq, rev, kind, author_kind, author_identity, text, sent_at)
      select ${w}, ${idOf('message')}, ${idOf('thread')}, ${idOf('topic')}, 1, 1, 'message', 'visitor', 'claimed',
        'Does pot number ' || i || ' pour without dripping?', ${lastAt} from ${numbers}`),
    ...spread.agents.slice(0, 1).map(({ agentId }) =>
      db.execute(sql`insert into topic_reads (workspace_id, topic_id, agent_id, seq)
        select ${w}, ${idOf('topic')}, ${agentId}::uuid, 1 from ${numbers} where i % 2 = 0`),
    ),
    ...(spread.tagIds.length > 0
      ? [
          db.execute(sql`insert into topic_tags (workspace_id, topic_id, tag_id)
            select ${w}, ${idOf('topic')}, ${oneOf(spread.tagIds, sql`(i / 13)`)} from ${numbers} where i % 4 = 0`),
        ]
      : []),
  ]);
}

/** Makes teams and tags for them. */
export async function newSpread(
  workspace: Context<SystemActor>,
  agents: readonly TestAgent[],
  { teams, tags }: { teams: readonly string[]; tags: readonly string[] },
): Promise<Spread> {
  const { db, newId, actor, now } = workspace;
  const [teamIds, tagIds] = [teams.map(() => newId()), tags.map(() => newId())];
  const at = now().toISOString();
  await inWorkspace(workspace, [
    ...teams.map((name, i) =>
      db.execute(sql`insert into teams (workspace_id, id, name, created_at)
        values (${actor.workspaceId}, ${teamIds[i]}, ${name}, ${at})`),
    ),
    ...tags.map((name, i) =>
      db.execute(sql`insert into tags (workspace_id, id, name, color, created_at)
        values (${actor.workspaceId}, ${tagIds[i]}, ${name}, 'teal', ${at})`),
    ),
    db.execute(sql`select 1`),
  ]);
  return { agents, teamIds, tagIds };
}
