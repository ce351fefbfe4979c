import type { TopicId } from '@everthread/shared/models/ids';
import type { TopicRead } from '@everthread/shared/models/topic';
import { sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { mentions } from '../db/schema/mentions.ts';
import { messages } from '../db/schema/messages.ts';
import { outbox } from '../db/schema/outbox.ts';
import { agentNotices } from '../db/schema/push.ts';
import { threads } from '../db/schema/threads.ts';
import { topicReads, topics } from '../db/schema/topics.ts';
import { AppError } from '../errors.ts';
import { recordEach } from '../outbox/record-event.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { threadOfTopic } from '../threads/thread-of-topic.ts';

/** The agent has read this far in the topic; never back again. His other windows learn of it, and the visitor that he was seen. */
export async function markTopicRead(ctx: Context<AgentActor>, topicId: TopicId, { seq }: TopicRead): Promise<void> {
  const { workspaceId } = ctx.actor;
  const { thatTopic, itsThread } = threadOfTopic(ctx.db, workspaceId, topicId);
  const [, , [topic]] = await inWorkspace(atLeast('viewer', ctx), [
    lockThread(ctx.db, itsThread),
    ctx.db.execute(sql`
      with topic as (
        select workspace_id, id, thread_id, least(${seq}::integer, last_seq) as seq from ${topics} where ${thatTopic}
      ),
      read as (
        insert into ${topicReads} (workspace_id, topic_id, agent_id, seq)
        select workspace_id, id, current_agent(), seq from topic
        on conflict (workspace_id, topic_id, agent_id) do update set seq = excluded.seq
          where ${topicReads.seq} < excluded.seq
        returning workspace_id, topic_id, agent_id, seq
      ),
      seen as (
        update ${threads} thread set team_seen_seq = topic.seq, rev = thread.rev + 1 from topic
        where thread.workspace_id = topic.workspace_id and thread.id = topic.thread_id
          and thread.team_seen_seq < topic.seq
          and current_agent_role() <> 'viewer' -- who cannot answer has not seen it for the visitor
        returning thread.workspace_id, thread.id
      ),
      looked as (
        update ${mentions} mention set read_at = ${ctx.now().toISOString()}::timestamptz from topic, ${messages} note
        where note.workspace_id = topic.workspace_id and note.topic_id = topic.id and note.thread_id = topic.thread_id
          and note.seq <= topic.seq and mention.workspace_id = note.workspace_id and mention.message_id = note.id
          and mention.agent_id = current_agent() and mention.read_at is null
      ),
      -- What he was given and looks at now, he need not be told of.
      given as (
        delete from ${outbox} event using topic
        where event.workspace_id = topic.workspace_id and event.type = 'assignment.unseen' and event.parked_at is null
          and event.due_at <= ${ctx.now().toISOString()}::timestamptz + interval '1 minute' and event.claimed_until is null
          and event.payload ->> 'topicId' = topic.id::text and event.payload ->> 'agentId' = current_agent()::text
      ),
      -- Who was told of something in it that is no message has seen that now, though he had read all there is.
      opened as (
        select workspace_id, topic_id, agent_id, seq from read
        union
        select topic.workspace_id, topic.id, notice.agent_id, greatest(topic.seq, before.seq)
        from topic join ${agentNotices} notice
          on notice.workspace_id = topic.workspace_id and notice.topic_id = topic.id and notice.agent_id = current_agent()
        left join ${topicReads} before on before.workspace_id = topic.workspace_id and before.topic_id = topic.id
          and before.agent_id = notice.agent_id
      ),
      told as (
        ${recordEach('topic.read', { topicId: sql`topic_id`, agentId: sql`agent_id`, seq: sql`seq`, thread: sql`null` }, sql`opened`, ctx.now())}
      )
      ${recordEach('thread.seen', { threadId: sql`id`, thread: sql`id` }, sql`seen`, ctx.now())}`),
    ctx.db.select({ id: topics.id }).from(topics).where(thatTopic),
  ]);
  if (!topic) throw new AppError('not_found', 'No such topic');
}
