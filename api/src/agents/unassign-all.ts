import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { attachments } from '../db/schema/attachments.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { threads } from '../db/schema/threads.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topics } from '../db/schema/topics.ts';
import { recordEach } from '../outbox/record-event.ts';

/**
 * Three statements: what an agent had and has not finished is nobody's again, and the threads' story says so; what he
 * wrote that has not gone yet is left to the team, its files with it.
 */
export function unassignAll(ctx: Context, agentId: SQL) {
  const unfinished = sql`workspace_id = ${ctx.actor.workspaceId} and assignee_id = ${agentId}
    and status not in ('done', 'merged')`;
  return [
    // All threads in one order, so that two who do this do not wait for each other.
    ctx.db.execute(sql`
      select 1 from ${threads} where workspace_id = ${ctx.actor.workspaceId}
        and (id in (select thread_id from ${topics} where ${unfinished})
          or id in (select thread_id from ${scheduledMessages} where ${unsentOf(ctx, agentId)}))
      order by id for update`),
    ctx.db.execute(unassign(ctx, unfinished)),
    ctx.db.execute(leaveReplies(ctx, agentId)),
  ] as const;
}

const unsentOf = (ctx: Context, agentId: SQL): SQL =>
  sql`workspace_id = ${ctx.actor.workspaceId} and agent_id = ${agentId} and state in ('waiting', 'returned')`;

/** A file that nobody sends is removed after a day; those of a reply that was left are kept for so long. */
const LEFT_DAYS = 30;

function leaveReplies(ctx: Context, agentId: SQL): SQL {
  const until = new Date(ctx.now().getTime() + LEFT_DAYS * 24 * 60 * 60 * 1000);
  return sql`
    with left_behind as (
      update ${scheduledMessages} set state = 'left', is_held = false, rev = rev + 1 where ${unsentOf(ctx, agentId)}
      returning workspace_id, id, thread_id, attachment_ids
    ),
    kept as (
      update ${attachments} file set created_at = greatest(file.created_at, ${until.toISOString()}::timestamptz)
      from left_behind
      where file.workspace_id = left_behind.workspace_id and file.id = any(left_behind.attachment_ids)
        and file.message_id is null
    )
    ${recordEach('scheduled.changed', { replyId: sql`id`, thread: sql`thread_id` }, sql`left_behind`, ctx.now())}`;
}

function unassign(ctx: Context, unfinished: SQL): SQL {
  const told = { topicId: sql`topic_id`, changeId: sql`id`, thread: sql`thread_id` };
  return sql`
    with old as (select workspace_id, thread_id, id, assignee_id from ${topics} where ${unfinished}),
    thread as (
      update ${threads} thread set rev = thread.rev + 1
      where (thread.workspace_id, thread.id) in (select workspace_id, thread_id from old)
      returning thread.workspace_id, thread.id, thread.rev, thread.last_seq
    ),
    changed as (
      update ${topics} topic set assignee_id = null, rev = thread.rev from old, thread
      where topic.workspace_id = old.workspace_id and topic.id = old.id
        and thread.workspace_id = old.workspace_id and thread.id = old.thread_id
    ),
    kept as (
      insert into ${topicEvents} (workspace_id, id, thread_id, topic_id, rev, after_seq, kind, agent_id, at, before, after)
      select old.workspace_id, gen_random_uuid(), old.thread_id, old.id, thread.rev, thread.last_seq, 'changed',
        current_agent(), ${ctx.now().toISOString()}::timestamptz,
        jsonb_build_object('assignee_id', old.assignee_id), jsonb_build_object('assignee_id', null)
      from old join thread on thread.workspace_id = old.workspace_id and thread.id = old.thread_id
      returning workspace_id, id, thread_id, topic_id
    )
    ${recordEach('topic.changed', told, sql`kept`, ctx.now())}`;
}
