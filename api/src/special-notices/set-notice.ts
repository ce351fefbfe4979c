import { type NewNotice, NOTICE_DAYS, type Notice } from '@everthread/shared/models/special-notice';
import { type SQL, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { specialNotices } from '../db/schema/hours.ts';
import { AppError } from '../errors.ts';
import { forgetOutlook } from '../hours/outlook.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { selectStandingNotice, toNotice } from './notice-rows.ts';

/** Tells visitors something until a time; takes the place of what was told before. Safe to repeat with one id. */
export async function setNotice(ctx: Context<AgentActor>, { id, text, endsAt }: NewNotice): Promise<Notice | null> {
  const now = ctx.now().getTime();
  const end = Date.parse(endsAt);
  if (end <= now) throw new AppError('invalid', '`endsAt` must lie in the future');
  if (end > now + NOTICE_DAYS * 86_400_000)
    throw new AppError('invalid', `\`endsAt\` must lie within ${NOTICE_DAYS} days`);
  const at = sql`${ctx.now().toISOString()}::timestamptz`;
  const [, , [standing]] = await inWorkspace(ctx, [
    // Said again, it must not take down what has taken its place since.
    ctx.db.execute(
      endStanding(
        ctx,
        sql`not exists (select from ${specialNotices} said
        where said.workspace_id = notice.workspace_id and said.id = ${id}::uuid)`,
      ),
    ),
    ctx.db.execute(sql`
      with made as (
        insert into ${specialNotices} (workspace_id, id, text, set_by, set_at, ends_at)
        values (${ctx.actor.workspaceId}::uuid, ${id}::uuid, ${text}, current_agent(), ${at}, ${endsAt}::timestamptz)
        on conflict do nothing
        returning workspace_id, text, ends_at
      ),
      audited as (${recordAudit(ctx, 'notice.set', { subject: sql`text`, to: endsAt }, sql`made`)})
      ${noticeChanged(ctx, sql`made`)}`),
    selectStandingNotice(ctx),
  ]);
  forgetOutlook(ctx.db, ctx.actor.workspaceId);
  return standing ? toNotice(standing) : null;
}

/** Takes down what visitors are told now. */
export async function endNotice(ctx: Context<AgentActor>): Promise<void> {
  await inWorkspace(ctx, [
    ctx.db.execute(sql`
      with ended as (${endStanding(ctx, sql`true`)}),
      audited as (${recordAudit(ctx, 'notice.ended', { subject: sql`text` }, sql`ended`)})
      ${noticeChanged(ctx, sql`ended`)}`),
  ]);
  forgetOutlook(ctx.db, ctx.actor.workspaceId);
}

const endStanding = (ctx: Context<AgentActor>, which: SQL): SQL => {
  const at = sql`${ctx.now().toISOString()}::timestamptz`;
  return sql`update ${specialNotices} notice set ends_at = ${at}
    where notice.workspace_id = ${ctx.actor.workspaceId} and notice.ends_at > ${at} and ${which}
    returning notice.workspace_id, notice.text`;
};

const noticeChanged = (ctx: Context, changed: SQL): SQL =>
  recordEvent(
    { type: 'notice.changed' },
    sql`(select workspace_id, null::uuid as thread_id from ${changed} limit 1) as changed_once`,
    ctx.now(),
  );
