import type { ChangeId, TopicId } from '@everthread/shared/models/ids';
import type { TopicChange } from '@everthread/shared/models/topic-change';
import { type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { threads } from '../db/schema/threads.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topics } from '../db/schema/topics.ts';
import { recordEach } from '../outbox/record-event.ts';
import { COLUMNS, describe, keepLinks, linkedIds, sameState } from './apply-states.ts';
import { only, TURN, wish } from './change-statement.ts';
import { backTo } from './undo-change.ts';

export type NamedChange = { topicId: TopicId; changeId: ChangeId };

/**
 * `changeStatement` for many topics at once: one statement, planned once. `isMeant` is over the row `topic`. Of two topics
 * in one thread each takes a `rev` of its own. Needs the locks of their threads before it.
 */
export function changeMany(ctx: Context<AgentActor>, named: readonly NamedChange[], change: TopicChange, isMeant: SQL) {
  const { workspaceId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const until = change.snoozedUntil;
  const ended = { topicId: sql`id`, until: sql`${until}::text`, thread: sql`thread_id` };
  return ctx.db.execute(sql`
    with ${askedFor(named)},
    old as (
      select topic.*, asked.change_id, ${linkedIds('topic')}
      from asked join ${topics} topic on topic.workspace_id = ${workspaceId} and topic.id = asked.topic_id
      where ${isMeant} and topic.status <> 'merged' and not exists (
        select from ${topicEvents} made where made.workspace_id = ${workspaceId} and made.id = asked.change_id)
    ),
    compared as (
      select *, array(select key from jsonb_each(was) where value is distinct from will -> key) as keys
      from (
        select workspace_id, thread_id, id, change_id, ${describe('old')} as was,
          ${describe('old')} || ${wish(workspaceId, change, now)} as will
        from old) wanted
    ),
    news as (
      select *, case when keys && ${TURN} then keys || ${TURN} else keys end as told, ${step}
      from compared where cardinality(keys) > 0
    ),
    ${nextRevs},
    ${applyEach},
    kept as (
      insert into ${topicEvents} (workspace_id, id, thread_id, topic_id, rev, after_seq, kind, agent_id, at, before, after)
      select news.workspace_id, news.change_id, news.thread_id, news.id, thread.rev_before + news.step, thread.last_seq,
        'changed', current_agent(), ${now}, ${only('was')}, ${only('will')}
      from news join thread on thread.id = news.thread_id
    )
    ${until ? sql`, to_wake as (${recordEach('snooze.ended', ended, sql`changed`, ctx.now(), new Date(until))})` : sql``}
    ${recordEach('topic.changed', TOLD, sql`changed`, ctx.now())}`);
}

/** The statement of an undo for many topics at once, each by its own change. */
export function undoMany(ctx: Context<AgentActor>, named: readonly NamedChange[]) {
  const { workspaceId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  return ctx.db.execute(sql`
    with ${askedFor(named)},
    old as (
      select topic.*, asked.change_id, ${linkedIds('topic')}
      from asked join ${topics} topic on topic.workspace_id = ${workspaceId} and topic.id = asked.topic_id
      where topic.status <> 'merged'
    ),
    news as (
      select old.workspace_id, old.thread_id, old.id, old.change_id,
        ${describe('old')} || event.before || jsonb_build_object('tag_ids', ${backTo('tag_ids')}, 'follower_ids', ${backTo('follower_ids')}) as will,
        row_number() over (partition by old.thread_id order by old.id) as step
      from old join ${topicEvents} event on event.workspace_id = old.workspace_id and event.topic_id = old.id and event.id = old.change_id
      where event.kind = 'changed' and event.undone_at is null
        and ${sameState(describe('old'), sql`${describe('old')} || event.after`)}
        and coalesce((event.before ->> 'snoozed_until')::timestamptz > ${now}, true)
    ),
    ${nextRevs},
    ${applyEach},
    undone as (
      update ${topicEvents} event set undone_at = ${now}, rev = thread.rev_before + news.step
      from news join thread on thread.id = news.thread_id
      where event.workspace_id = news.workspace_id and event.id = news.change_id
    )
    ${recordEach('topic.changed', TOLD, sql`changed`, ctx.now())}`);
}

const TOLD = { topicId: sql`id`, changeId: sql`change_id::text`, thread: sql`thread_id` };

const askedFor = (named: readonly NamedChange[]): SQL => {
  const list = (ids: readonly string[]) => sql`${`{${ids.join(',')}}`}::uuid[]`;
  return sql`asked as (
      select * from unnest(${list(named.map(({ topicId }) => topicId))}, ${list(named.map(({ changeId }) => changeId))})
        as asked(topic_id, change_id)
    )`;
};

/** Which of its thread's topics this one is, among those that change. */
const step = sql`row_number() over (partition by thread_id order by id) as step`;

/** `thread`: each thread, moved on by as many revisions as topics of it change. */
const nextRevs: SQL = sql`thread as (
      update ${threads} thread set rev = thread.rev + moved.steps
      from (select workspace_id, thread_id, count(*)::integer as steps from news group by workspace_id, thread_id) moved
      where thread.workspace_id = moved.workspace_id and thread.id = moved.thread_id
      returning thread.id, thread.last_seq, thread.rev - moved.steps as rev_before
    )`;

/** `changed`: the topics of `news`, each in its new state and at its own revision. */
const applyEach: SQL = sql`changed as (
      update ${topics} topic set rev = thread.rev_before + news.step, ${sql.raw(COLUMNS.map((name) => `${name} = will.${name}`).join(', '))}
      from news join thread on thread.id = news.thread_id
        cross join lateral jsonb_populate_record(null::topics, news.will) will
      where topic.workspace_id = news.workspace_id and topic.id = news.id
      returning topic.workspace_id, topic.thread_id, topic.id, news.change_id
    ),
    ${keepLinks('tag_ids')},
    ${keepLinks('follower_ids')}`;
