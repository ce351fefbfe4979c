import { atMessage } from '@everthread/shared/client/at-message';
import type { DeviceId, MessageId, ThreadId, VisitorId } from '@everthread/shared/models/ids';
import type { VisitorPush } from '@everthread/shared/models/way-back';
import { sql } from 'drizzle-orm';
import { uuids } from '../db/lists.ts';
import { agents } from '../db/schema/agents.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { type PageSeen, visitors } from '../db/schema/visitors.ts';
import { waysBack } from '../db/schema/ways-back.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { excerptOf, READ_FOR_EXCERPT } from '../notifications/excerpt-of.ts';
import type { Push, Subscription } from '../notifications/send-push.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import { pageToLeadTo } from '../visitors/page-to-lead-to.ts';
import { isUnseen } from './look-soon.ts';
import { livingVisitorDevices, mailAddress } from './reachable-visitors.ts';

/** What there is to tell: where a message is read meanwhile, or gone, there is no row. */
export type KnockRow = {
  messageId: MessageId;
  threadId: ThreadId;
  visitorId: VisitorId;
  fromSeq: number;
  toSeq: number; // up to where it was decided that he is told: what was written since is no part of a mail that is tried again
  count: number;
  team: string;
  name: string | null;
  text: string;
  showsWords: boolean;
  isProven: boolean;
  pageUrl: string | null;
  pages: PageSeen[];
  allowedOrigins: string[];
  helpUrl: string | null;
  address: string | null;
  language: string | null;
};

const named = (messageIds: readonly MessageId[]) => sql`any(${uuids(messageIds)})`;

export function selectKnocks(ctx: HandlerContext, messageIds: readonly MessageId[]) {
  const { workspaceId } = ctx.actor;
  return ctx.db.execute<KnockRow>(sql`
    select told.id as "messageId", thread.id as "threadId", visitor.id as "visitorId", batch.first as "fromSeq",
      told.seq as "toSeq", batch.count, workspace.name as team, author.name, left(newest.text, ${READ_FOR_EXCERPT}) as text,
      coalesce(ways.shows_words, true) as "showsWords", visitor.identity = 'verified' as "isProven",
      visitor.page_url as "pageUrl", visitor.pages, workspace.allowed_origins as "allowedOrigins", workspace.help_url as "helpUrl", ${mailAddress} as address, visitor.language
    from ${messages} told
      join ${threads} thread on thread.workspace_id = told.workspace_id and thread.id = told.thread_id
        and thread.visitor_seen_seq < told.seq
      join ${visitors} visitor on visitor.workspace_id = thread.workspace_id and visitor.id = thread.visitor_id
      join ${workspaces} workspace on workspace.id = told.workspace_id
      left join ${waysBack} ways on ways.workspace_id = told.workspace_id
      cross join lateral (select count(*)::integer as count, min(message.seq) as first from ${messages} message
        where ${isUnseen}) batch
      join lateral (select message.* from ${messages} message where ${isUnseen} order by message.seq desc limit 1) newest on true
      left join ${agents} author on author.workspace_id = newest.workspace_id and author.id = newest.agent_id
    where told.workspace_id = ${workspaceId} and told.id = ${named(messageIds)}`);
}

export type VisitorDeviceRow = Subscription & { id: DeviceId; visitorId: VisitorId };

/** The browsers in which the visitors of these messages are pushed to. */
export const selectVisitorDevices = (ctx: HandlerContext, messageIds: readonly MessageId[]) =>
  ctx.db.execute<VisitorDeviceRow>(sql`
    select device.id, device.endpoint, device.p256dh, device.auth, device_key.visitor_id as "visitorId"
    from ${livingVisitorDevices(ctx)} and device_key.visitor_id in (
      select thread.visitor_id from ${messages} message join ${threads} thread
        on thread.workspace_id = message.workspace_id and thread.id = message.thread_id
      where message.workspace_id = ${ctx.actor.workspaceId} and message.id = ${named(messageIds)})`);

/** How a visitor is told in one of his browsers: a later push takes the place of one that is still on its way. */
export function toVisitorPush(ctx: HandlerContext, row: KnockRow, until: string): Push {
  const { workspaceId } = ctx.actor;
  const { threadId, messageId, team, name, text, count, showsWords } = row;
  const saying = (withWords: boolean): VisitorPush => ({
    type: 'show',
    workspaceId,
    threadId,
    messageId,
    team,
    name: showsWords ? name : null,
    text: showsWords && withWords ? excerptOf(text) : null,
    count,
    url: urlOf(ctx, row),
    page: row.isProven ? null : (pageToLeadTo(ctx.config, row, 'himself')?.href ?? null), // his page is where it leads anyway, and a push may not be long
  });
  return {
    payloads: [saying(true), saying(false)],
    ttlSeconds: Math.max(0, Math.floor((Date.parse(until) - ctx.now().getTime()) / 1_000)),
    urgency: 'high',
    topic: threadId.replaceAll('-', ''),
  };
}

/**
 * Where a click leads: the thread on our own origin; for who has proven who he is, his page at the message, since only that
 * can prove it again.
 */
function urlOf({ config, actor: { workspaceId } }: HandlerContext, row: KnockRow): string {
  const page = row.isProven && pageToLeadTo(config, row, 'himself');
  return page ? atMessage(page.href, row.messageId) : `${config.publicUrl}/talk/${workspaceId}#${row.messageId}`;
}

/** What takes a notification away. */
export const closingVisitorPush = (threadId: ThreadId): Push => ({
  payloads: [{ type: 'close', threadId } satisfies VisitorPush],
  ttlSeconds: 60 * 60,
  urgency: 'normal',
  topic: threadId.replaceAll('-', ''), // what has not arrived yet need not
});
