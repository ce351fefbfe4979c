import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { Rung } from '@everthread/shared/models/way-back';
import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { outbox } from '../db/schema/outbox.ts';
import { threads } from '../db/schema/threads.ts';
import { knocks } from '../db/schema/ways-back.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { chooseKnock } from './choose-knock.ts';
import { isTold, selectUnread, toUnread } from './knock-rows.ts';
import { isUnseen } from './look-soon.ts';
import { tellTeam } from './tell-team.ts';

type Look = { threadId: ThreadId; messageId: MessageId; at: string };
type Tell = { threadId: ThreadId; messageId: MessageId; rung: Rung };
type Looked = { threadId: ThreadId; seq: number };

/** How long each way is tried. What was pushed to nobody by then goes by mail; what was mailed to nobody is left. */
const GOOD_FOR_MS = { push: 6 * 60 * 60 * 1000, mail: 24 * 60 * 60 * 1000 };

/**
 * Looks which visitors have not read what they were answered, and decides how each is told: once, now or later. Whoever
 * need not be told is not looked after any more, until there is something new. Safe to repeat.
 */
export const knockAbsent: Handler<Extract<OutboxEvent, { type: 'answer.watch' }>> = async (ctx, events) => {
  const [{ rows }] = await inWorkspace(ctx, [
    selectUnread(
      ctx,
      events.map(({ messageId }) => messageId),
    ),
  ]);
  const [over, later, tell]: [Looked[], Look[], Tell[]] = [[], [], []];
  for (const { threadId, messageId, unread } of rows.map(toUnread)) {
    const knocking = chooseKnock(unread, ctx.now());
    if (messageId && knocking.name === 'later') later.push({ threadId, messageId, at: knocking.at.toISOString() });
    else over.push({ threadId, seq: unread.seq });
    if (messageId && (knocking.name === 'push' || knocking.name === 'mail')) {
      tell.push({ threadId, messageId, rung: knocking.name });
    }
  }
  const statements = [
    ...(later.length > 0 ? [lookLater(ctx, later)] : []),
    ...(over.length > 0 ? [lockThreads(ctx, over)] : []),
    ...(tell.length > 0 ? [recordKnocks(ctx, tell)] : []),
    ...(over.length > 0 ? [stopLooking(ctx, over)] : []),
  ];
  if (statements.length > 0) await inWorkspace(ctx, statements);
  await tellTeam(
    ctx,
    tell.map(({ threadId }) => threadId),
  );
};

const nowOf = ({ now }: HandlerContext) => sql`${now().toISOString()}::timestamptz`;

/** One look for a thread at a time: of two that are put off, the earlier one stays. */
function lookLater(ctx: HandlerContext, later: readonly Look[]) {
  const { workspaceId } = ctx.actor;
  return ctx.db.execute(sql`
    with put as (
      update ${threads} thread set look_at = look.at
      from jsonb_to_recordset(${JSON.stringify(later)}::jsonb) as look("threadId" uuid, "messageId" uuid, at timestamptz)
      where thread.workspace_id = ${workspaceId} and thread.id = look."threadId"
        and (thread.look_at is null or thread.look_at <= ${nowOf(ctx)} or thread.look_at > look.at)
      returning look."messageId" as message_id, look.at
    )
    insert into ${outbox} (workspace_id, type, payload, created_at, due_at)
    select ${workspaceId}::uuid, 'answer.watch', jsonb_build_object('messageId', message_id), ${nowOf(ctx)}, at from put`);
}

/** What was written since it was looked found a look on its way: there is one more then, which takes that in. */
function stopLooking(ctx: HandlerContext, looked: readonly Looked[]) {
  const { workspaceId } = ctx.actor;
  return ctx.db.execute(sql`
    with looked as (
      select thread.id, newer.id as message_id
      from jsonb_to_recordset(${JSON.stringify(looked)}::jsonb) as looked("threadId" uuid, seq integer)
        join ${threads} thread on thread.workspace_id = ${workspaceId} and thread.id = looked."threadId"
        left join lateral (select message.id from ${messages} message
          where ${isUnseen} and message.seq > looked.seq order by message.seq desc limit 1) newer on true
    ),
    stopped as (
      update ${threads} thread set look_at = case when looked.message_id is not null then ${nowOf(ctx)} end
      from looked where thread.workspace_id = ${workspaceId} and thread.id = looked.id and thread.look_at <= ${nowOf(ctx)}
      returning looked.message_id
    )
    insert into ${outbox} (workspace_id, type, payload, created_at, due_at)
    select ${workspaceId}::uuid, 'answer.watch', jsonb_build_object('messageId', message_id), ${nowOf(ctx)}, ${nowOf(ctx)}
    from stopped where message_id is not null`);
}

/** Whoever writes, reads or is told meanwhile is waited for, and then seen by what follows. */
const lockThreads = (ctx: HandlerContext, looked: readonly Looked[]) =>
  ctx.db.execute(sql`
    select 1 from ${threads} thread where thread.workspace_id = ${ctx.actor.workspaceId}
      and thread.id = any(array(select (looked ->> 'threadId')::uuid
        from jsonb_array_elements(${JSON.stringify(looked)}::jsonb) looked))
    order by thread.id for update`);

/** Writes down that each was told, and stores what tells him. */
function recordKnocks(ctx: HandlerContext, tell: readonly Tell[]) {
  const { workspaceId } = ctx.actor;
  const until = (rung: Rung) => new Date(ctx.now().getTime() + GOOD_FOR_MS[rung]).toISOString();
  return ctx.db.execute(sql`
    with told as (
      insert into ${knocks} (workspace_id, message_id, rung, at)
      select ${workspaceId}::uuid, message.id, tell.rung, ${nowOf(ctx)}
      from jsonb_to_recordset(${JSON.stringify(tell)}::jsonb) as tell("threadId" uuid, "messageId" uuid, rung text)
        join ${threads} thread on thread.workspace_id = ${workspaceId} and thread.id = tell."threadId"
        join ${messages} message on message.id = tell."messageId" and ${isUnseen}
      where not ${isTold(ctx, sql`message.id`)}
      on conflict do nothing
      returning message_id, rung
    ),
    due as (
      select told.*, case rung when 'push' then ${until('push')} else ${until('mail')} end as until from told
    )
    insert into ${outbox} (workspace_id, type, payload, created_at, due_at)
    select ${workspaceId}::uuid, 'knock.' || rung,
      jsonb_build_object('messageId', message_id, 'tries', 0, 'until', until), ${nowOf(ctx)}, ${nowOf(ctx)}
    from due`);
}
