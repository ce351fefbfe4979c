import { PRIORITIES } from '@everthread/shared/client/topic-order';
import type { TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { TopicChange } from '@everthread/shared/models/topic-change';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { agents } from '../db/schema/agents.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { tags, topics } from '../db/schema/topics.ts';
import { recordEach, recordEvent } from '../outbox/record-event.ts';
import { applyStates, describe, linkedIds, nextRev } from './apply-states.ts';

/** Whose turn it is: these columns change together, and are undone together. */
export const TURN = sql`array['status', 'done_at', 'snoozed_until', 'waiting_since']`;

/**
 * One statement: makes of the row `topic` for which `isMeant` holds what the change says, as the thread's next `rev`,
 * and keeps what it was before. Nothing happens where it is so already. Needs the lock of `lockThread` before it.
 */
export function changeStatement(ctx: Context, topicId: TopicId, change: TopicChange, isMeant: SQL) {
  const { workspaceId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const told = { topicId: sql`id`, changeId: sql`${change.id}::text`, thread: sql`thread_id` };
  return ctx.db.execute(sql`
    with old as (
      select topic.*, ${linkedIds('topic')} from ${topics} topic
      where ${isMeant} and not exists (
        select from ${topicEvents} made where made.workspace_id = ${workspaceId} and made.id = ${change.id})
    ),
    compared as (
      select *, array(select key from jsonb_each(was) where value is distinct from will -> key) as keys
      from (
        select workspace_id, thread_id, id, ${describe('old')} as was, ${describe('old')} || ${wish(workspaceId, change, now)} as will
        from old) wanted
    ),
    news as (
      select *, case when keys && ${TURN} then keys || ${TURN} else keys end as told from compared
      where cardinality(keys) > 0
    ),
    ${nextRev},
    ${applyStates},
    kept as (
      insert into ${topicEvents} (workspace_id, id, thread_id, topic_id, rev, after_seq, kind, agent_id, at, before, after)
      select news.workspace_id, ${change.id}::uuid, news.thread_id, news.id, thread.rev, thread.last_seq, 'changed',
        current_agent(), ${now}, ${only('was')}, ${only('will')}
      from news, thread
    )
    ${wakeLater(ctx, topicId, change)}
    ${recordEach('topic.changed', told, sql`changed`, ctx.now())}`);
}

/** Of a state what has changed, and what belongs to it. */
export const only = (state: 'was' | 'will'): SQL =>
  sql`(select jsonb_object_agg(key, value) from jsonb_each(news.${sql.raw(state)}) where key = any(news.told))`;

function wakeLater(ctx: Context, topicId: TopicId, { snoozedUntil: until }: TopicChange): SQL {
  if (!until) return sql``;
  const ended = recordEvent({ type: 'snooze.ended', topicId, until }, sql`changed`, ctx.now(), {
    dueAt: new Date(until),
  });
  return sql`, to_wake as (${ended})`;
}

/** The part of the new state that the change asks for, as JSON over the row `old`. */
export function wish(workspaceId: WorkspaceId, change: TopicChange, now: SQL): SQL {
  const { status, snoozedUntil = null, assigneeId, teamId, priority, subject } = change;
  const parts: [name: string, value: SQL | undefined][] = [
    ['status', status && sql`${status}::text`],
    ['done_at', status && (status === 'done' ? sql`coalesce(old.done_at, ${now})` : sql`null::timestamptz`)],
    ['snoozed_until', status && sql`${status === 'snoozed' ? snoozedUntil : null}::timestamptz`],
    // Who is snoozed waits no less; who is done or to answer waits no more.
    [
      'waiting_since',
      status && (status === 'open' || status === 'snoozed' ? sql`old.waiting_since` : sql`null::timestamptz`),
    ],
    ['assignee_id', assigneeId === undefined ? undefined : sql`${assigneeId}::uuid`],
    ['team_id', teamId === undefined ? undefined : sql`${teamId}::uuid`],
    ['priority', priority && sql`${PRIORITIES.indexOf(priority)}::integer`],
    ['subject', subject === undefined ? undefined : sql`${subject}::text`],
    ['tag_ids', links('tag_ids', tagsNamed(workspaceId, change.addTagIds), change.removeTagIds)],
    ['follower_ids', links('follower_ids', agentsNamed(workspaceId, change.addFollowerIds), change.removeFollowerIds)],
  ];
  const given = parts.flatMap(([name, value]) => (value ? [sql`${sql.raw(`'${name}'`)}, ${value}`] : []));
  return sql`jsonb_build_object(${sql.join(given, sql`, `)})`;
}

function links(
  field: 'tag_ids' | 'follower_ids',
  added: SQL | undefined,
  removed: readonly string[] = [],
): SQL | undefined {
  if (!added && removed.length === 0) return undefined;
  const held = sql`select unnest(old.${sql.raw(field)})`;
  return sql`array(((${held}) ${added ? sql`union (${added})` : sql``}) except (select unnest(${idList(removed)})) order by 1)`;
}

const tagsNamed = (workspaceId: WorkspaceId, ids: readonly string[] | undefined) =>
  ids?.length
    ? sql`select tag.id from ${tags} tag
        where tag.workspace_id = ${workspaceId} and tag.id = any(${idList(ids)}) and tag.removed_at is null`
    : undefined;

const agentsNamed = (workspaceId: WorkspaceId, ids: readonly string[] | undefined) =>
  ids?.length
    ? sql`select agent.id from ${agents} agent
        where agent.workspace_id = ${workspaceId} and agent.id = any(${idList(ids)}) and agent.left_at is null`
    : undefined;

const idList = (ids: readonly string[]): SQL => sql`${`{${ids.join(',')}}`}::uuid[]`;
