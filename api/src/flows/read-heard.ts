import type { FlowState } from '@everthread/shared/client/advance-flow';
import type { FlowFacts } from '@everthread/shared/client/flow-facts';
import type { FlowPlan } from '@everthread/shared/models/flow';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import type { FlowId, FlowRunId, MessageId, TeamId, ThreadId, TopicId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import { isHandedOver, isTaken } from '../bot/read-situation.ts';
import type { Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { flowRuns, flows, flowVersions } from '../db/schema/flows.ts';
import { messages } from '../db/schema/messages.ts';
import { promises } from '../db/schema/promises.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { type HoursSettings, hoursOf } from '../hours/hours-of.ts';
import { readHours, selectHours } from '../hours/select-hours.ts';
import { isOpenAt } from '../promises/hours.ts';

/** A flow that runs, on the version with which it began. */
export type Run = {
  id: FlowRunId;
  flowId: FlowId;
  version: number;
  revision: number;
  language: FlowLanguage;
  state: FlowState;
  plan: FlowPlan;
};

/** Where something is said: a visitor's message, what hangs on it, and on what flows may hang. */
export type Place = {
  messageId: MessageId;
  threadId: ThreadId;
  topicId: TopicId;
  identity: 'claimed' | 'verified';
  isTaken: boolean;
  facts: FlowFacts;
};

/** A visitor's message, and everything by which it is judged what flows do with it. */
export type Heard = Place & {
  seq: number;
  text: string;
  isFirst: boolean;
  isHeard: boolean; // a flow has taken it in before, or one that was written after it
  isHandedOver: boolean;
  run: Run | null;
  candidates: { flowId: FlowId; version: number; plan: FlowPlan }[];
};

type Around = Omit<Place, 'facts'> & {
  text: string;
  teamId: TeamId | null;
  pageUrl: string | null;
  language: string | null;
  attributes: Record<string, unknown>;
  promisedAt: number | null;
  openQuestion: FlowFacts['openQuestion'];
};

const earlier: SQL = sql`select own.text, own.sent_at from ${messages} own
  where own.workspace_id = message.workspace_id and own.thread_id = message.thread_id and own.topic_id = message.topic_id
    and own.seq < message.seq and own.author_kind = 'visitor' and own.deleted_at is null and own.text <> ''`;

const ms = (column: SQL): SQL => sql`floor(extract(epoch from ${column}) * 1000)::float8`;

/** Columns over the rows `message`, `topic`, `visitor`. What he asked first about the matter is what is open. */
const around: SQL = sql`message.id as "messageId", message.thread_id as "threadId", topic.id as "topicId", message.text,
  coalesce(message.author_identity, 'claimed') as identity, ${isTaken} as "isTaken", topic.team_id as "teamId",
  visitor.page_url as "pageUrl", visitor.language, visitor.attributes,
  (select ${ms(sql`promise.due_at`)} from ${promises} promise where promise.workspace_id = topic.workspace_id
    and promise.id = topic.promise_id and promise.message_id = message.id and promise.outcome = 'open') as "promisedAt",
  (select jsonb_build_object('text', first.text, 'askedAtMs', ${ms(sql`first.sent_at`)}, 'leftAtMs', ${ms(sql`last.sent_at`)})
    from (${earlier} order by own.seq limit 1) first, (${earlier} order by own.seq desc limit 1) last) as "openQuestion"`;

/** What the visitor wrote with this message, and what flows there are. */
export async function readHeard(ctx: Context, messageId: MessageId): Promise<Heard | undefined> {
  const { workspaceId } = ctx.actor;
  const [{ rows }, office, shifts] = await inWorkspace(ctx, [
    ctx.db.execute<Around & Omit<Heard, 'facts'>>(sql`
      select ${around}, message.seq, ${isHandedOver} as "isHandedOver",
        not exists (select from ${messages} earlier
          where earlier.workspace_id = message.workspace_id and earlier.thread_id = message.thread_id
            and earlier.topic_id = message.topic_id and earlier.seq < message.seq and earlier.author_kind = 'visitor') as "isFirst",
        exists (select from ${flowRuns} run
            join ${messages} heard on heard.workspace_id = run.workspace_id and heard.id = run.heard_id
          where run.workspace_id = message.workspace_id and run.topic_id = message.topic_id
            and heard.seq >= message.seq) as "isHeard",
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
        and message.author_kind = 'visitor' and message.via is null and message.deleted_at is null`),
    ...selectHours(ctx.db, workspaceId),
  ]);
  const [row] = rows;
  return row && { ...row, facts: factsOf(ctx, row, readHours(office, shifts)) };
}

/** Of a run that goes on: where, and how it stands. `which`: over the rows `run`, `message` (what it heard last), `thread`. */
export async function readRun(ctx: Context, which: SQL): Promise<(Place & { run: Run }) | undefined> {
  const [{ rows }, office, shifts] = await inWorkspace(ctx, [
    ctx.db.execute<Around & { run: Run }>(sql`
      select ${around}, (${runs(sql`run.id = going.id`)}) as run
      from ${flowRuns} going
        join ${messages} message on message.workspace_id = going.workspace_id and message.id = going.heard_id
        ${withItsVisitor}
      where going.workspace_id = ${ctx.actor.workspaceId} and going.topic_id = topic.id and going.ended_at is null and ${which}`),
    ...selectHours(ctx.db, ctx.actor.workspaceId),
  ]);
  const [row] = rows;
  return row && { ...row, facts: factsOf(ctx, row, readHours(office, shifts)) };
}

function factsOf(ctx: Context, row: Around, settings: HoursSettings): FlowFacts {
  const { text, pageUrl, language, attributes, identity, openQuestion, promisedAt, teamId } = row;
  const hours = hoursOf(settings, teamId);
  const atMs = ctx.now().getTime();
  return {
    text,
    pageUrl,
    language,
    attributes,
    isOpen: hours && isOpenAt(hours, atMs),
    isSignedIn: identity === 'verified',
    openQuestion,
    promisedAtMs: promisedAt,
    atMs,
  };
}

const withItsVisitor: SQL = sql`
  join ${topics} topic on topic.workspace_id = message.workspace_id and topic.id = message.topic_id
  join ${threads} thread on thread.workspace_id = message.workspace_id and thread.id = message.thread_id
  join ${visitors} visitor on visitor.workspace_id = thread.workspace_id and visitor.id = thread.visitor_id`;

const runs = (which: SQL): SQL => sql`
  select jsonb_build_object('id', run.id, 'flowId', run.flow_id, 'version', run.version, 'revision', run.revision,
    'language', run.language, 'state', run.state, 'plan', saved.plan)
  from ${flowRuns} run
    join ${flowVersions} saved on saved.workspace_id = run.workspace_id and saved.flow_id = run.flow_id
      and saved.version = run.version
  where run.workspace_id = topic.workspace_id and run.ended_at is null and ${which}`;
