import type { FlowDoing, FlowState } from '@everthread/shared/client/advance-flow';
import { opensAgain } from '@everthread/shared/client/begin-flow';
import type { FlowPlan } from '@everthread/shared/models/flow';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import type { ChangeId, FlowId, FlowRunId, MessageId } from '@everthread/shared/models/ids';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { LATEST_MS } from '../bot/answer-soon.ts';
import { botWords } from '../bot/bot-words.ts';
import { isHandedOver, isTaken } from '../bot/read-situation.ts';
import type { Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { botMessages } from '../db/schema/bot.ts';
import { flowRuns } from '../db/schema/flows.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { appendMessage } from '../messages/append-message.ts';
import { recordEach } from '../outbox/record-event.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { changeStatement } from '../topics/change-statement.ts';
import { visitorChanged } from '../visitors/visitor-changed.ts';
import { flowNote } from './flow-note.ts';
import type { Place } from './read-heard.ts';

/** A run, and where its next steps take it. `revision`: the one that they lead to, 1 where they begin it. */
export type Steps = {
  run: { id: FlowRunId; flowId: FlowId; version: number; revision: number; language: FlowLanguage };
  plan: FlowPlan;
  state: Exclude<FlowState, { name: 'new' }>;
  doings: readonly FlowDoing[];
};

/**
 * Takes a run's steps, under the thread's lock, with all that is said and done in them, or nothing: where it has gone on
 * since, has ended, or a person has a part in the topic. Then, and where it has just begun twice, nothing happens, and the
 * answer is false.
 */
export async function takeSteps(ctx: Context, place: Place, steps: Steps): Promise<boolean> {
  const { workspaceId } = ctx.actor;
  const thatThread = and(eq(threads.workspaceId, workspaceId), eq(threads.id, place.threadId));
  const { run, state, doings } = steps;
  // Written in this very transaction: whoever took the same step before has written the same revision.
  const may = sql`exists (select from ${flowRuns} run where run.workspace_id = ${workspaceId} and run.id = ${run.id}
    and run.revision = ${run.revision} and run.xmin = pg_current_xact_id()::xid)`;
  const [, { rows }] = await inWorkspace(ctx, [
    lockThread(ctx.db, thatThread),
    ctx.db.execute(run.revision === 1 ? begin(ctx, place, steps) : goOn(ctx, place, steps)),
    ...doings.flatMap((doing) => doIt(ctx, place, steps, doing, may, and(thatThread, may))),
    ...(doings.some((doing) => doing.do === 'keep') ? [showAnswers(ctx, place, may)] : []),
    ...(state.name === 'ended' ? [] : [lookLater(ctx, steps, may, new Date(state.untilMs))]),
  ]);
  return rows.length > 0;
}

/** Ends a run in whose topic a person has a part. Nothing is said. */
export async function dropRun(ctx: Context, runId: FlowRunId): Promise<void> {
  await inWorkspace(ctx, [
    ctx.db.execute(sql`
      update ${flowRuns} run set revision = revision + 1, ended_at = ${ctx.now().toISOString()}::timestamptz,
        state = jsonb_build_object('name', 'ended', 'how', 'dropped', 'answers', state -> 'answers', 'fields', state -> 'fields')
      where run.workspace_id = ${ctx.actor.workspaceId} and run.id = ${runId} and run.ended_at is null`),
  ]);
}

const endedAt = (ctx: Context, { name }: FlowState): SQL =>
  sql`${name === 'ended' ? ctx.now().toISOString() : null}::timestamptz`;

/** Of the row `topic`: this flow may speak in it. */
const isFree = (
  plan: FlowPlan,
): SQL => sql`not ${isTaken} and ${opensAgain(plan) ? sql`true` : sql`not ${isHandedOver}`} and not exists (select from ${topics} other
  where other.workspace_id = topic.workspace_id and other.thread_id = topic.thread_id and other.last_seq > topic.last_seq)`;

const begin = (ctx: Context, { messageId, topicId }: Place, { run, plan, state }: Steps): SQL => sql`
  insert into ${flowRuns} (workspace_id, id, flow_id, version, topic_id, begun_by, heard_id, language, revision, state,
    started_at, ended_at)
  select topic.workspace_id, ${run.id}::uuid, ${run.flowId}::uuid, ${run.version}::integer, topic.id, ${messageId}::uuid,
    ${messageId}::uuid, ${run.language}, 1, ${JSON.stringify(state)}::jsonb, ${ctx.now().toISOString()}::timestamptz,
    ${endedAt(ctx, state)}
  from ${topics} topic
  where topic.workspace_id = ${ctx.actor.workspaceId} and topic.id = ${topicId} and ${isFree(plan)}
  on conflict do nothing returning id`;

const goOn = (ctx: Context, { messageId, topicId }: Place, { run, plan, state }: Steps): SQL => sql`
  update ${flowRuns} run set revision = ${run.revision}, heard_id = ${messageId}::uuid,
    state = ${JSON.stringify(state)}::jsonb, ended_at = ${endedAt(ctx, state)}
  from ${topics} topic
  where run.workspace_id = ${ctx.actor.workspaceId} and run.id = ${run.id} and run.revision = ${run.revision - 1}
    and run.ended_at is null and topic.workspace_id = run.workspace_id and topic.id = run.topic_id
    and topic.id = ${topicId} and ${isFree(plan)}
  returning run.id`;

/** The statements that do it, if the step is taken. */
function doIt(
  ctx: Context,
  place: Place,
  steps: Steps,
  doing: FlowDoing,
  may: SQL,
  inThread: SQL | undefined,
): BatchItem<'pg'>[] {
  switch (doing.do) {
    case 'say':
      return [say(ctx, inThread, doing.text, { kind: 'step', reason: null, asks: doing.asks ?? null })];
    case 'hand-over': {
      const text = doing.text ?? botWords(steps.run.language).handOver[doing.why];
      const note = { id: ctx.newId() as MessageId, kind: 'note' as const, text: flowNote(place, steps, doing.why) };
      return [
        say(ctx, inThread, text, { kind: 'handover', reason: doing.why, asks: null }),
        appendMessage(ctx, inThread, note, { isBots: true }),
      ];
    }
    case 'route':
      return [change(ctx, place, { teamId: doing.teamId }, may)];
    case 'tag':
      return [change(ctx, place, { addTagIds: [doing.tagId] }, may)];
    case 'look-up':
      return [tell(ctx, 'flow.look-up', steps, may)];
    case 'search': {
      const searched = { messageId: sql`${place.messageId}::text`, thread: sql`null` };
      const lateAt = new Date(ctx.now().getTime() + LATEST_MS);
      return [
        ctx.db.execute(recordEach('flow.search', searched, itsRun(ctx, steps, may), ctx.now())),
        ctx.db.execute(recordEach('bot.late', searched, itsRun(ctx, steps, may), ctx.now(), lateAt)),
      ];
    }
    case 'promise':
      return [tellPromise(ctx, place, may)];
    case 'keep': // stands in the state
      return [];
    default:
      return doing satisfies never;
  }
}

type Kept = { kind: 'step' | 'handover'; reason: string | null; asks: object | null };

function say(ctx: Context, inThread: SQL | undefined, text: string, { kind, reason, asks }: Kept) {
  const alongside = sql`said as (
    insert into ${botMessages} (workspace_id, message_id, kind, reason, asks)
    select workspace_id, id, ${kind}, ${reason}, ${asks && JSON.stringify(asks)}::jsonb from stored)`;
  return appendMessage(
    ctx,
    inThread,
    { id: ctx.newId() as MessageId, kind: 'message', text },
    { isBots: true, alongside },
  );
}

/** As an agent's change, in nobody's name. What is gone meanwhile, a team or a tag, changes nothing. */
function change(ctx: Context, { topicId }: Place, wanted: Wanted, may: SQL) {
  const isThere = wanted.teamId
    ? sql`exists (select from teams team where team.workspace_id = topic.workspace_id and team.id = ${wanted.teamId}
        and team.removed_at is null)`
    : sql`true`;
  const isMeant = sql`topic.workspace_id = ${ctx.actor.workspaceId} and topic.id = ${topicId} and topic.status <> 'merged'
    and ${may} and ${isThere}`;
  return changeStatement(ctx, topicId, { id: ctx.newId() as ChangeId, ...wanted }, isMeant);
}
type Wanted = Pick<Parameters<typeof changeStatement>[2], 'teamId' | 'addTagIds'>;

const itsRun = (ctx: Context, { run }: Steps, may: SQL): SQL => sql`(
  select workspace_id, id from ${flowRuns} where workspace_id = ${ctx.actor.workspaceId} and id = ${run.id} and ${may}) as run`;

const tell = (ctx: Context, type: 'flow.look-up' | 'flow.due', steps: Steps, may: SQL, dueAt = ctx.now()) => {
  const fields = { runId: sql`id`, revision: sql`${steps.run.revision}::integer`, thread: sql`null` };
  return ctx.db.execute(recordEach(type, fields, itsRun(ctx, steps, may), ctx.now(), dueAt));
};

const lookLater = (ctx: Context, steps: Steps, may: SQL, dueAt: Date) => tell(ctx, 'flow.due', steps, may, dueAt);

/** The promise reads otherwise now: its words stand in the run's state. */
const tellPromise = (ctx: Context, { topicId, threadId }: Place, may: SQL) =>
  ctx.db.execute(sql`
    with thread as (
      update ${threads} its set rev = its.rev + 1
      where its.workspace_id = ${ctx.actor.workspaceId} and its.id = ${threadId} and ${may} returning its.rev
    ),
    told as (
      update ${topics} topic set rev = thread.rev from thread
      where topic.workspace_id = ${ctx.actor.workspaceId} and topic.id = ${topicId}
      returning topic.workspace_id, topic.id, topic.rev
    )
    ${recordEach('promise.changed', { topicId: sql`id`, rev: sql`rev`, thread: sql`null` }, sql`told`, ctx.now())}`);

/** The team sees what he has answered. */
const showAnswers = (ctx: Context, { threadId }: Place, may: SQL) =>
  ctx.db.execute(sql`
    with told as (
      select visitor.workspace_id, visitor.id from ${visitors} visitor
        join ${threads} its on its.workspace_id = visitor.workspace_id and its.visitor_id = visitor.id
      where its.workspace_id = ${ctx.actor.workspaceId} and its.id = ${threadId} and ${may}
    ),
    ${visitorChanged(ctx, sql`told`)}`);
