import { type SQL, sql } from 'drizzle-orm';
import { threads } from '../db/schema/threads.ts';
import { topicFollowers, topics, topicTags } from '../db/schema/topics.ts';

// Parts of the statements that change topics. A state is a topic's row as JSON: of its columns those that are given, and
// `tag_ids` and `follower_ids`.

/** Columns for `select`: what hangs on the row of this name. */
export const linkedIds = (row: string): SQL => {
  const topic = sql.raw(row);
  return sql`
    array(select tag_id from ${topicTags} tag
      where tag.workspace_id = ${topic}.workspace_id and tag.topic_id = ${topic}.id order by tag_id) as tag_ids,
    array(select agent_id from ${topicFollowers} follower
      where follower.workspace_id = ${topic}.workspace_id and follower.topic_id = ${topic}.id order by agent_id) as follower_ids`;
};

export const COLUMNS = [
  'status',
  'done_at',
  'snoozed_until',
  'waiting_since',
  'assignee_id',
  'team_id',
  'priority',
  'subject',
];

/** The state of a row that has these columns and its `linkedIds`. */
export const describe = (row: string): SQL =>
  sql.raw(
    `jsonb_build_object(${[...COLUMNS, 'tag_ids', 'follower_ids'].map((name) => `'${name}', ${row}.${name}`).join(', ')})`,
  );

/** Times stand in JSON as the session writes them, so states are read back before they are compared. */
export const sameState = (one: SQL, other: SQL): SQL => {
  const read = (state: SQL) =>
    sql`(select row(${sql.raw(COLUMNS.map((name) => `read.${name}`).join(', '))}) from jsonb_populate_record(null::topics, ${state}) read)`;
  return sql`${read(one)} is not distinct from ${read(other)}`;
};

/** `thread`: the next `rev` of the thread in which `news` has a row. */
export const nextRev: SQL = sql`thread as (
      update ${threads} thread set rev = thread.rev + 1 from (select distinct workspace_id, thread_id from news) news
      where thread.workspace_id = news.workspace_id and thread.id = news.thread_id
      returning thread.rev, thread.last_seq
    )`;

/** `changed`: the topics of `news` (`workspace_id`, `id`, `will`), now in their new state. */
export const applyStates: SQL = sql`changed as (
      update ${topics} topic set rev = thread.rev, ${sql.raw(COLUMNS.map((name) => `${name} = will.${name}`).join(', '))}
      from thread, news cross join lateral jsonb_populate_record(null::topics, news.will) will
      where topic.workspace_id = news.workspace_id and topic.id = news.id
      returning topic.workspace_id, topic.thread_id, topic.id
    ),
    ${keepLinks('tag_ids')},
    ${keepLinks('follower_ids')}`;

/** What hangs on the topics of `news`, now as their new state says. */
export function keepLinks(field: 'tag_ids' | 'follower_ids'): SQL {
  const [table, column] = field === 'tag_ids' ? [sql`${topicTags}`, 'tag_id'] : [sql`${topicFollowers}`, 'agent_id'];
  const [added, removed, key] = [sql.raw(`${field}_added`), sql.raw(`${field}_removed`), sql.raw(column)];
  const wanted = sql`jsonb_array_elements_text(news.will -> ${sql.raw(`'${field}'`)})`;
  return sql`${added} as (
      insert into ${table} (workspace_id, topic_id, ${key})
      select news.workspace_id, news.id, wanted.id::uuid from news cross join lateral ${wanted} wanted(id)
      on conflict do nothing
    ),
    ${removed} as (
      delete from ${table} link using news
      where link.workspace_id = news.workspace_id and link.topic_id = news.id
        and link.${key}::text not in (select ${wanted})
    )`;
}
