import type { AgentId } from '@everthread/shared/models/ids';
import type { NotificationSettings } from '@everthread/shared/models/notification';
import type { WorkingHours } from '@everthread/shared/models/profile';
import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { uuids } from '../db/lists.ts';
import { agents } from '../db/schema/agents.ts';
import { outbox } from '../db/schema/outbox.ts';
import { agentNotices } from '../db/schema/push.ts';
import { topics } from '../db/schema/topics.ts';
import { waysBack } from '../db/schema/ways-back.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordAll } from '../outbox/record-event.ts';
import { chooseMail } from './choose-mail.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import { openWindowsOf } from './notify-absent.ts';

const GOOD_FOR_MS = 24 * 60 * 60 * 1000;
const COMES_ALONG_MS = 5 * 60 * 1000; // what would be mailed so soon after
const MOST_PARTS = 5; // as many mails at once that can be answered; more come as one

type UnmailedRow = {
  agentId: AgentId;
  isAway: boolean;
  hours: WorkingHours | null;
  settings: NotificationSettings | null;
  lastMailedMs: number | null;
};

/**
 * Looks what agents have not read still, some time after they were told of it, and decides whether it is mailed: all that
 * waits as one, now or when he wants to hear of it again. What he has read by then waits no more. Safe to repeat.
 */
export const mailAbsent: Handler<Extract<OutboxEvent, { type: 'notice.watch' }>> = async (ctx, events) => {
  const agentIds = [...new Set(events.map(({ agentId }) => agentId))];
  const [, { rows }] = await inWorkspace(ctx, [forgetOld(ctx), selectUnmailed(ctx, agentIds)]);
  if (rows.length === 0) return;
  const attending = new Set(
    (await openWindowsOf(ctx)).filter(({ isAttending }) => isAttending).map(({ agentId }) => agentId),
  );
  const chosen = rows.map(({ agentId, settings, lastMailedMs, ...row }) => {
    const unmailed = {
      ...row,
      settings: settings ?? DEFAULT_SETTINGS,
      isAttending: attending.has(agentId),
      lastMailedAt: lastMailedMs === null ? null : new Date(lastMailedMs),
    };
    return { agentId, mailing: chooseMail(unmailed, ctx.now()) };
  });
  const later = chosen.flatMap(({ agentId, mailing }) =>
    mailing.name === 'later' ? [{ agentId, at: mailing.at }] : [],
  );
  const idsOf = (name: 'mail' | 'none') =>
    chosen.filter(({ mailing }) => mailing.name === name).map(({ agentId }) => agentId);
  const [mailed, none] = [idsOf('mail'), idsOf('none')];
  const statements = [
    ...(mailed.length > 0 ? [recordMails(ctx, mailed)] : []),
    ...(none.length > 0 ? [forget(ctx, none)] : []),
    ...(later.length > 0 ? [putOff(ctx, later), watchAgain(ctx, later)] : []),
  ];
  if (statements.length > 0) await inWorkspace(ctx, statements);
};

const named = (agentIds: readonly AgentId[]) => sql`any(${uuids(agentIds)})`;

const ofWorkspace = ({ actor: { workspaceId } }: HandlerContext) => sql`notice.workspace_id = ${workspaceId}`;

const selectUnmailed = (ctx: HandlerContext, agentIds: readonly AgentId[]) =>
  ctx.db.execute<UnmailedRow>(sql`
    select agent.id as "agentId", agent.is_away as "isAway", agent.hours, agent.notifications as settings,
      (select (extract(epoch from max(notice.mailed_at)) * 1000)::float8 from ${agentNotices} notice
        where ${ofWorkspace(ctx)} and notice.agent_id = agent.id) as "lastMailedMs"
    from ${agents} agent where agent.workspace_id = ${ctx.actor.workspaceId} and agent.id = ${named(agentIds)}
      and agent.left_at is null and exists (select from ${agentNotices} notice where ${ofWorkspace(ctx)}
        and notice.agent_id = agent.id and notice.mail_at <= ${ctx.now().toISOString()}::timestamptz)`);

type Later = { agentId: AgentId; at: Date };

/** What is put off is due then, so that it has not waited too long by the time he wants to hear of it. */
const putOff = (ctx: HandlerContext, later: readonly Later[]) =>
  ctx.db.execute(sql`
    update ${agentNotices} notice set mail_at = later.at
    from jsonb_to_recordset(${JSON.stringify(later)}::jsonb) as later("agentId" uuid, at timestamptz)
    where ${ofWorkspace(ctx)} and notice.agent_id = later."agentId"
      and notice.mail_at <= ${ctx.now().toISOString()}::timestamptz`);

const watchAgain = (ctx: HandlerContext, later: readonly Later[]) =>
  recordAll(
    ctx,
    later.map(({ agentId, at }) => ({ event: { type: 'notice.watch' as const, agentId }, dueAt: at })),
  );

/** What was due so long ago is news no more. */
const forgetOld = (ctx: HandlerContext) =>
  ctx.db.execute(sql`
    update ${agentNotices} notice set mail_at = null where ${ofWorkspace(ctx)}
      and notice.mail_at < ${new Date(ctx.now().getTime() - GOOD_FOR_MS).toISOString()}::timestamptz`);

const forget = (ctx: HandlerContext, agentIds: readonly AgentId[]) =>
  ctx.db.execute(sql`
    update ${agentNotices} notice set mail_at = null
    where ${ofWorkspace(ctx)} and notice.agent_id = ${named(agentIds)} and notice.mail_at is not null`);

/**
 * What waits becomes a mail, in the statement that looks. Where agents may answer by mail each thread has one of its own,
 * since one answers in one thread; what was said among colleagues again, since the answer goes to them.
 */
function recordMails(ctx: HandlerContext, agentIds: readonly AgentId[]) {
  const { workspaceId } = ctx.actor;
  const now = ctx.now().getTime();
  const at = sql`${new Date(now).toISOString()}::timestamptz`;
  const canCome = sql`${ctx.config.mail.replyDomain !== undefined}::boolean`;
  return ctx.db.execute(sql`
    with taken as (
      update ${agentNotices} notice set mail_at = null, mailed_at = ${at}
      where ${ofWorkspace(ctx)} and notice.agent_id = ${named(agentIds)}
        and notice.mail_at <= ${new Date(now + COMES_ALONG_MS).toISOString()}::timestamptz
      returning notice.workspace_id, notice.agent_id, notice.topic_id, notice.about
    ),
    parts as (
      select taken.*, case when ${canCome} and ways.agents_answer
        then topic.thread_id::text || (taken.about = 'mention')::text end as part
      from taken join ${topics} topic on topic.workspace_id = taken.workspace_id and topic.id = taken.topic_id
        left join ${waysBack} ways on ways.workspace_id = taken.workspace_id
    ),
    few as (select agent_id, count(distinct part) <= ${MOST_PARTS} as are_few from parts group by agent_id)
    insert into ${outbox} (workspace_id, type, payload, created_at, due_at)
    select ${workspaceId}::uuid, 'notice.mail', jsonb_build_object('agentId', parts.agent_id, 'notices',
        jsonb_agg(jsonb_build_object('topicId', parts.topic_id, 'about', parts.about) order by parts.topic_id, parts.about),
        'key', gen_random_uuid(), 'tries', 0, 'until', ${new Date(now + GOOD_FOR_MS).toISOString()}::text), ${at}, ${at}
    from parts join few on few.agent_id = parts.agent_id
    group by parts.agent_id, case when few.are_few then parts.part end`);
}
