import type { TopicId } from '@everthread/shared/models/ids';
import type { TopicRead } from '@everthread/shared/models/topic';
import { and, eq, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { topicReads, topics } from '../db/schema/topics.ts';
import { AppError } from '../errors.ts';

/** The agent has read this far in the topic; never back again. */
export async function markTopicRead(ctx: Context<AgentActor>, topicId: TopicId, { seq }: TopicRead): Promise<void> {
  const { workspaceId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const [, [topic]] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      with read as (
        insert into ${topicReads} (workspace_id, topic_id, agent_id, seq)
        select workspace_id, id, current_agent(), least(${seq}::integer, last_seq) from ${topics}
        where ${topics.workspaceId} = ${workspaceId} and ${topics.id} = ${topicId}
        on conflict (workspace_id, topic_id, agent_id) do update set seq = excluded.seq
          where ${topicReads.seq} < excluded.seq
        returning workspace_id, topic_id, agent_id, seq
      )
      insert into outbox (workspace_id, type, payload, created_at, due_at)
      select workspace_id, 'topic.read', jsonb_build_object('topicId', topic_id, 'agentId', agent_id, 'seq', seq), ${now}, ${now}
      from read`),
    ctx.db
      .select({ id: topics.id })
      .from(topics)
      .where(and(eq(topics.workspaceId, workspaceId), eq(topics.id, topicId))),
  ]);
  if (!topic) throw new AppError('not_found', 'No such topic');
}
