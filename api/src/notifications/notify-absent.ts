import { sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { outbox } from '../db/schema/outbox.ts';
import { agentNotices } from '../db/schema/push.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordAll } from '../outbox/record-event.ts';
import { roomName } from '../realtime/audience.ts';
import type { OpenWindow } from '../realtime/looking.ts';
import { type AbsentRow, selectAbsent, type Unseen } from './absent-rows.ts';
import { type Channel, chooseChannel } from './choose-channel.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import { livingDevices } from './reachable-agents.ts';

const GOOD_FOR_MS = 24 * 60 * 60 * 1000;

/** What was pushed is mailed so much later where it is unread still; what was not, so much later. */
export const MAIL_AFTER_PUSH_MS = 15 * 60 * 1000;
export const MAIL_AFTER_MS = 2 * 60 * 1000;

/**
 * Looks who has not seen what there was to see, and decides how each is told: once, now or when he wants to hear of it
 * again. All that comes together goes to an agent as one. Safe to repeat.
 */
export const notifyAbsent: Handler<Unseen> = async (ctx, events) => {
  const [{ rows }] = await inWorkspace(ctx, [selectAbsent(ctx, events)]);
  if (rows.length === 0) return;
  const attending = new Set(
    (await openWindowsOf(ctx)).filter(({ isAttending }) => isAttending).map(({ agentId }) => agentId),
  );
  const chosen = onceEach(rows, events).map((row) => ({
    row,
    channel: chooseChannel(
      {
        ...row,
        told: row.toldSeq === null ? null : { seq: row.toldSeq, isPutOff: row.isPutOff },
        isDue: isPutOff(events[row.nth]),
        lastToldAt: row.lastToldMs === null ? null : new Date(row.lastToldMs),
        isAttending: attending.has(row.agentId),
        settings: row.settings ?? DEFAULT_SETTINGS,
      },
      ctx.now(),
    ),
  }));
  const told = chosen.flatMap(({ row, channel }) => tell(row, channel));
  const later = chosen.flatMap(({ row, channel }) => putOff(row, channel, events));
  const waited = chosen.flatMap(({ row, channel }) =>
    row.isPutOff && channel.name === 'none' && isPutOff(events[row.nth]) ? [row] : [],
  );
  const statements = [
    ...(waited.length > 0 ? [forgetPutOff(ctx, waited)] : []),
    ...(told.length > 0 ? [recordTold(ctx, told)] : []),
    ...(later.length > 0 ? [keepPutOff(ctx, later), recordAll(ctx, later)] : []),
  ];
  if (statements.length > 0) await inWorkspace(ctx, statements);
};

/** The windows that the team has open. */
export function openWindowsOf({ env, actor: { workspaceId } }: HandlerContext): Promise<OpenWindow[]> {
  const room = { room: 'team', workspaceId } as const;
  return env.ROOMS.getByName(roomName(room)).whoAttends(room);
}

type Told = { row: AbsentRow; isPushed: boolean; mailAfterMs: number | null };

/** By which ways he is told, and after how long by mail: later where he was pushed to, since he may have looked. */
function tell(row: AbsentRow, { name }: Channel): Told[] {
  if (name !== 'push' && name !== 'mail') return [];
  const isPushed = name === 'push';
  const { mail } = (row.settings ?? DEFAULT_SETTINGS).kinds[row.kind];
  return [{ row, isPushed, mailAfterMs: mail ? (isPushed ? MAIL_AFTER_PUSH_MS : MAIL_AFTER_MS) : null }];
}

const isPutOff = (event: Unseen | undefined): boolean => event?.isPutOff === true;

/** Several events may tell an agent the same of a topic: that for which he has waited has the last word. */
function onceEach(rows: readonly AbsentRow[], events: readonly Unseen[]): AbsentRow[] {
  const found = new Map<string, AbsentRow>();
  for (const row of rows.toSorted((a, b) => Number(isPutOff(events[a.nth])) - Number(isPutOff(events[b.nth])))) {
    found.set(`${row.agentId} ${row.topicId} ${row.about}`, row);
  }
  return [...found.values()];
}

function putOff(row: AbsentRow, channel: Channel, events: readonly Unseen[]) {
  const event = events[row.nth];
  if (channel.name !== 'later' || !event) return [];
  return [{ row, event: { ...event, agentId: row.agentId, isPutOff: true as const }, dueAt: channel.at }];
}

/** `kept`: what these agents are told of now, or, without a time, later. Nothing for what was told meanwhile. */
const keep = ({ actor: { workspaceId } }: Context, rows: readonly AbsentRow[], toldAt: Date | null) => sql`
  insert into ${agentNotices} (workspace_id, agent_id, topic_id, about, seq, told_at, mail_at)
  select ${workspaceId}::uuid, "agentId", "topicId", about, seq, ${toldAt?.toISOString() ?? null}::timestamptz, "mailAt"
  from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as row("agentId" uuid, "topicId" uuid, about text, seq integer, "mailAt" timestamptz)
  on conflict (workspace_id, agent_id, topic_id, about) do update set seq = excluded.seq, told_at = excluded.told_at,
      mail_at = excluded.mail_at, mailed_at = null
    where ${agentNotices.toldAt} is null or ${agentNotices.seq} < excluded.seq
  returning agent_id, topic_id, about, mail_at`;

const keepPutOff = (ctx: Context, later: readonly { row: AbsentRow }[]) =>
  ctx.db.execute(
    keep(
      ctx,
      later.map(({ row }) => row),
      null,
    ),
  );

/** What had waited is not told after all: the next that is written is news again. */
const forgetPutOff = ({ db, actor: { workspaceId } }: Context, rows: readonly AbsentRow[]) =>
  db.execute(sql`
    delete from ${agentNotices} notice
    using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row("agentId" uuid, "topicId" uuid, about text)
    where notice.workspace_id = ${workspaceId} and notice.agent_id = row."agentId"
      and notice.topic_id = row."topicId" and notice.about = row.about and notice.told_at is null`);

/** Tells each agent of all his at once, on each of his devices; and looks some time later what of it is to be mailed. */
function recordTold(ctx: HandlerContext, told: readonly Told[]) {
  const { workspaceId } = ctx.actor;
  const now = ctx.now();
  const at = sql`${now.toISOString()}::timestamptz`;
  const until = new Date(now.getTime() + GOOD_FOR_MS).toISOString();
  const kept = keep(
    ctx,
    told.map(({ row, mailAfterMs }) => ({ ...row, mailAt: mailAfterMs && new Date(now.getTime() + mailAfterMs) })),
    now,
  );
  const pushed = told.flatMap(({ row, isPushed }) => (isPushed ? [row] : []));
  return ctx.db.execute(sql`
    with kept as (${kept}),
    of_agent as (
      select agent_id, jsonb_agg(jsonb_build_object('topicId', kept.topic_id, 'about', kept.about)) as notices
      from kept join jsonb_to_recordset(${JSON.stringify(pushed)}::jsonb) as row("agentId" uuid, "topicId" uuid, about text)
        on row."agentId" = kept.agent_id and row."topicId" = kept.topic_id and row.about = kept.about
      group by agent_id
    ),
    to_mail as (
      insert into ${outbox} (workspace_id, type, payload, created_at, due_at)
      select ${workspaceId}::uuid, 'notice.watch', jsonb_build_object('agentId', agent_id), ${at}, mail_at
      from (select distinct agent_id, mail_at from kept where mail_at is not null) due
    )
    insert into ${outbox} (workspace_id, type, payload, created_at, due_at, expires_at)
    select ${workspaceId}::uuid, 'push.due', jsonb_build_object('agentId', of_agent.agent_id,
        'deviceId', device.id, 'notices', of_agent.notices, 'tries', 0, 'until', ${until}::text),
      ${at}, ${at}, ${until}::timestamptz
    from of_agent join (${livingDevices(ctx)}) on agent.id = of_agent.agent_id`);
}
