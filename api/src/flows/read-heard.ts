import type { FlowState } from '@everthread/shared/client/advance-flow';
import type { FlowLanguage, FlowPlan } from '@everthread/shared/models/flow';
import type { FlowId, FlowRunId, MessageId, TeamId, ThreadId, TopicId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import { isHandedOver, isTaken } from '../bot/read-situation.ts';
import type { Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { flowRuns, flows, flowVersions } from '../db/schema/flows.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';

/** A flow that runs, on the version with which it began. */
export type Run = {
  id: FlowRunId;
  flowId: FlowId;
  version: number;
  revision: number;
  language: FlowLanguage;
  state: FlowState;
  plan: FlowPlan;
  heardSeq: number;
};

/** Where something is said: a visitor's message, and what hangs on it. */
export type Place = {
  messageId: MessageId;
  threadId: ThreadId;
  topicId: TopicId;
  identity: 'claimed' | 'verified';
  isTaken: boolean;
};

/** A visitor's message, and everything by which it is judged what flows do with it. */
export type Heard = Place & {
  seq: number;
  text: string;
  isFirst: boolean;
  isHeard: boolean; // a flow has taken it in before
  isHandedOver: boolean;
  teamId: TeamId | null;
  pageUrl: string | null;
  language: string | null;
  attributes: Record<string, unknown>;
  run: Run | null;
  candidates: { flowId: FlowId; version: number; plan: FlowPlan }[];
};

/** A statement: what the visitor wrote with this message, and what flows there are. */
export const selectHeard = ({ db, actor: { workspaceId } }: Context, messageId: MessageId) =>
  db.execute<Heard>(sql`
    select message.id as "messageId", message.thread_id as "threadId", message.topic_id as "topicId", message.seq, message.text,
      coalesce(message.author_identity, 'claimed') as identity, ${isTaken} as "isTaken", ${isHandedOver} as "isHandedOver",
      topic.team_id as "teamId", visitor.page_url as "pageUrl", visitor.language, visitor.attributes,
      not exists (select from ${messages} earlier
        where earlier.workspace_id = message.workspace_id and earlier.thread_id = message.thread_id
          and earlier.topic_id = message.topic_id and earlier.seq < message.seq and earlier.author_kind = 'visitor') as "isFirst",
      exists (select from ${flowRuns} run
        where run.workspace_id = message.workspace_id and run.topic_id = message.topic_id
          and message.id in (run.heard_id, run.begun_by)) as "isHeard",
      (${runs(sql`run.topic_id = topic.id`)}) as run,
      coalesce((select jsonb_agg(jsonb_build_object('flowId', flow.id, 'version', flow.version, 'plan', saved.plan)
          order by flow.created_at, flow.id)
        from ${flows} flow
          join ${flowVersions} saved on saved.workspace_id = flow.workspace_id and saved.flow_id = flow.id
            and saved.version = flow.version
        where flow.workspace_id = message.workspace_id and flow.is_on and flow.removed_at is null
          and not exists (select from ${flowRuns} run where run.workspace_id = flow.workspace_id
            and run.topic_id = topic.id and run.flow_id = flow.id)), '[]') as candidates
    from ${messages} message ${withItsVisitor}
    where message.workspace_id = ${workspaceId} and message.id = ${messageId} and message.kind = 'message'
      and message.author_kind = 'visitor' and message.via is null and message.deleted_at is null`);

/** Of a run that goes on: where, and how it stands. `which`: over the rows `run`, `message` (what it heard last), `thread`. */
export async function readRun(ctx: Context, which: SQL): Promise<(Place & { run: Run }) | undefined> {
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<Place & { run: Run }>(sql`
      select message.id as "messageId", message.thread_id as "threadId", topic.id as "topicId",
        coalesce(message.author_identity, 'claimed') as identity, ${isTaken} as "isTaken",
        (${runs(sql`run.id = going.id`)}) as run
      from ${flowRuns} going
        join ${messages} message on message.workspace_id = going.workspace_id and message.id = going.heard_id
        ${withItsVisitor}
      where going.workspace_id = ${ctx.actor.workspaceId} and going.topic_id = topic.id and going.ended_at is null and ${which}`),
  ]);
  return rows[0];
}

const withItsVisitor: SQL = sql`
  join ${topics} topic on topic.workspace_id = message.workspace_id and topic.id = message.topic_id
  join ${threads} thread on thread.workspace_id = message.workspace_id and thread.id = message.thread_id
  join ${visitors} visitor on visitor.workspace_id = thread.workspace_id and visitor.id = thread.visitor_id`;

const runs = (which: SQL): SQL => sql`
  select jsonb_build_object('id', run.id, 'flowId', run.flow_id, 'version', run.version, 'revision', run.revision,
    'language', run.language, 'state', run.state, 'plan', saved.plan, 'heardSeq', heard.seq)
  from ${flowRuns} run
    join ${flowVersions} saved on saved.workspace_id = run.workspace_id and saved.flow_id = run.flow_id
      and saved.version = run.version
    join ${messages} heard on heard.workspace_id = run.workspace_id and heard.id = run.heard_id
  where run.workspace_id = topic.workspace_id and run.ended_at is null and ${which}`;
