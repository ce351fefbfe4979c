import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { QuietHours } from '@everthread/shared/models/notification';
import { TimeZone } from '@everthread/shared/models/profile';
import type { Rung, WayBackChoice } from '@everthread/shared/models/way-back';
import { type SQL, sql } from 'drizzle-orm';
import { uuids } from '../db/lists.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { knocks, waysBack } from '../db/schema/ways-back.ts';
import { writesOnlyByMail } from '../mail/only-by-mail.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import type { Unread } from './choose-knock.ts';
import { isUnseen } from './look-soon.ts';
import { hasMail, livingVisitorDevices } from './reachable-visitors.ts';

const hasBrowser = sql`not ${writesOnlyByMail}`;

/** Whether the visitor of `thread` was told of what is unread there; of one without a browser, of this message. */
export const isTold = ({ actor }: HandlerContext, messageId: SQL) => sql`exists (
  select from ${knocks} knock where knock.workspace_id = ${actor.workspaceId} and ${isKnockUnread}
    and (knock.message_id = ${messageId} or ${hasBrowser}))`;

/** Whether `knock` got through, as far as anybody knows, and tells of something in `thread` that is not read. */
const isKnockUnread = sql`knock.failed_at is null and knock.seen_at is null and exists (
  select from ${messages} message where ${isUnseen} and message.id = knock.message_id)`;

export type UnreadRow = {
  threadId: ThreadId;
  messageId: MessageId | null;
  seq: number | null;
  seenSeq: number;
  sinceMs: number | null;
  isDone: boolean;
  isTold: boolean;
  failed: Rung[];
  hasPush: boolean;
  hasMail: boolean;
  hasBrowser: boolean; // who has only ever written by mail is told of each answer: there he reads it
  choice: WayBackChoice;
  quiet: QuietHours | null;
  timeZone: string | null; // where he was last, as his browser said: it may say anything
  pushAfterSeconds: number;
  mailAfterMinutes: number;
};

export type UnreadThread = { threadId: ThreadId; messageId: MessageId | null; unread: Unread };

/**
 * What the visitors of the threads have not read in which these messages now are, and how each could be told. A mail that
 * failed stands in the way of none about what was answered since: what was wrong may be mended.
 */
export function selectUnread(ctx: HandlerContext, messageIds: readonly MessageId[]) {
  const { workspaceId } = ctx.actor;
  return ctx.db.execute<UnreadRow>(sql`
    select thread.id as "threadId", newest.id as "messageId", newest.seq, thread.visitor_seen_seq as "seenSeq",
      (select (extract(epoch from min(message.sent_at)) * 1000)::float8 from ${messages} message where ${isUnseen}) as "sinceMs",
      coalesce(topic.status = 'done', false) as "isDone",
      ${isTold(ctx, sql`newest.id`)} as "isTold",
      ${hasBrowser} as "hasBrowser",
      array(select distinct knock.rung from ${knocks} knock where knock.workspace_id = ${workspaceId}
        and knock.failed_at is not null and (knock.rung = 'push' or knock.message_id = newest.id) and exists (
          select from ${messages} message where ${isUnseen} and message.id = knock.message_id)) as failed,
      exists (select from ${livingVisitorDevices(ctx)} and device_key.visitor_id = thread.visitor_id) as "hasPush",
      ${hasMail(ctx, sql`thread.visitor_id`)} as "hasMail",
      thread.way_back as choice, thread.quiet, (select visitor.time_zone from ${visitors} visitor
        where visitor.workspace_id = thread.workspace_id and visitor.id = thread.visitor_id) as "timeZone", coalesce(ways.push_after_seconds, 30) as "pushAfterSeconds",
      coalesce(ways.mail_after_minutes, 15) as "mailAfterMinutes"
    from ${threads} thread
      left join lateral (select message.id, message.seq, message.topic_id from ${messages} message where ${isUnseen}
        order by message.seq desc limit 1) newest on true
      left join ${topics} topic on topic.workspace_id = thread.workspace_id and topic.id = newest.topic_id
      left join ${waysBack} ways on ways.workspace_id = thread.workspace_id
    where thread.workspace_id = ${workspaceId} and thread.id in (select named.thread_id from ${messages} named
      where named.workspace_id = ${workspaceId}
        and named.id = any(${uuids(messageIds)}))`);
}

/** What such a row says, as it is chosen by. */
export function toUnread(row: UnreadRow): UnreadThread {
  const { threadId, messageId, seq, seenSeq, sinceMs, isDone, isTold, failed, choice } = row;
  const ways: Rung[] = [...(row.hasPush ? (['push'] as const) : []), ...(row.hasMail ? (['mail'] as const) : [])];
  const push = row.pushAfterSeconds * 1_000;
  const afterMs = { push, mail: row.hasBrowser ? row.mailAfterMinutes * 60_000 : push };
  const since = new Date(sinceMs ?? 0);
  const quiet = row.quiet && whereHeIs(row.quiet, row.timeZone);
  return {
    threadId,
    messageId,
    unread: { seq: seq ?? 0, seenSeq, since, isDone, isTold, failed, ways, choice, quiet, afterMs },
  };
}

/** His night goes with him; the zone in which he chose it counts where nobody knows a later one. */
function whereHeIs(quiet: QuietHours, lastSeenIn: string | null): QuietHours {
  const { success, data } = TimeZone.safeParse(lastSeenIn);
  return success ? { ...quiet, timeZone: data } : quiet;
}
