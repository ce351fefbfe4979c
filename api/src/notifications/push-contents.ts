import type { AgentId, DeviceId, MessageId, ThreadId, TopicId } from '@everthread/shared/models/ids';
import type {
  NoticeKind,
  NotificationSettings,
  PushedNotice,
  PushPayload,
} from '@everthread/shared/models/notification';
import type { WorkingHours } from '@everthread/shared/models/profile';
import { type SQL, sql } from 'drizzle-orm';
import { agents } from '../db/schema/agents.ts';
import { messages } from '../db/schema/messages.ts';
import { agentNotices } from '../db/schema/push.ts';
import { threads } from '../db/schema/threads.ts';
import { topicReads, topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import type { OutboxEvent, ToldNotice } from '../outbox/events.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import { isVisitors } from './choose-channel.ts';
import { excerptOf, READ_FOR_EXCERPT } from './excerpt-of.ts';
import { livingDevices, visitorKind } from './reachable-agents.ts';
import type { Push, Subscription } from './send-push.ts';

type Due = Extract<OutboxEvent, { type: 'push.due' }>;

export type DeviceRow = Subscription & {
  id: DeviceId;
  agentId: AgentId;
  sessionId: string;
  isAway: boolean;
  hours: WorkingHours | null;
  settings: NotificationSettings | null;
};

/** Those of these devices that still belong to an agent of the workspace who is signed in there. */
export const selectDevices = (ctx: HandlerContext, events: readonly { deviceId: DeviceId; agentId: AgentId }[]) =>
  ctx.db.execute<DeviceRow>(sql`
    select device.id, device.endpoint, device.p256dh, device.auth, agent.id as "agentId", session.id as "sessionId",
      agent.is_away as "isAway", agent.hours, agent.notifications as settings
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as named("deviceId" uuid, "agentId" uuid)
      join (${livingDevices(ctx)}) on device.id = named."deviceId" and agent.id = named."agentId"`);

export type ContentRow = {
  agentId: AgentId;
  about: ToldNotice['about'];
  topicId: TopicId;
  threadId: ThreadId;
  messageId: MessageId | null;
  kind: NoticeKind;
  name: string | null;
  text: string | null;
};

/** What there is to say of what agents are told: nothing of what they have read since, or what no longer concerns them. */
export function selectContents(ctx: HandlerContext, events: readonly Pick<Due, 'agentId' | 'notices'>[]) {
  const { workspaceId } = ctx.actor;
  const named = JSON.stringify(
    events.flatMap(({ agentId, notices }) => notices.map((notice) => ({ agentId, ...notice }))),
  );
  const inWorkspaceOf = (row: string): SQL => sql`${sql.raw(row)}.workspace_id = ${workspaceId}`;
  return ctx.db.execute<ContentRow>(sql`
    select distinct on (agent.id, topic.id, notice.about) agent.id as "agentId", notice.about, topic.id as "topicId",
      topic.thread_id as "threadId", message.id as "messageId", told.kind,
      case when notice.about = 'mention' then author.name else visitor.shown_name end as name,
      case when notice.about = 'returned' then null
        when notice.about in ('assignment', 'target', 'promise') then coalesce(topic.subject, topic.preview)
        when message.text = '' and message.seq = topic.last_seq then topic.preview
        else left(message.text, ${READ_FOR_EXCERPT}) end as text
    from jsonb_to_recordset(${named}::jsonb) as named("agentId" uuid, "topicId" uuid, about text)
      join ${agentNotices} notice on ${inWorkspaceOf('notice')} and notice.agent_id = named."agentId"
        and notice.topic_id = named."topicId" and notice.about = named.about and notice.told_at is not null
      join ${agents} agent on ${inWorkspaceOf('agent')} and agent.id = notice.agent_id
      join ${topics} topic on ${inWorkspaceOf('topic')} and topic.id = notice.topic_id and topic.status <> 'merged'
      join ${threads} thread on ${inWorkspaceOf('thread')} and thread.id = topic.thread_id
      join ${visitors} visitor on ${inWorkspaceOf('visitor')} and visitor.id = thread.visitor_id
      left join ${topicReads} read on ${inWorkspaceOf('read')} and read.topic_id = topic.id and read.agent_id = agent.id
      left join ${messages} message on ${inWorkspaceOf('message')} and message.thread_id = topic.thread_id
        and message.seq = case notice.about when 'message' then topic.last_visitor_seq when 'mention' then notice.seq end
      left join ${agents} author on ${inWorkspaceOf('author')} and author.id = message.agent_id
      cross join lateral (select case when notice.about = 'message' then ${visitorKind} else notice.about end as kind) told
    where told.kind is not null and message.deleted_at is null
      and (notice.about in ('assignment', 'target', 'promise') or notice.seq > coalesce(read.seq, 0))`);
}

const MOST_SHOWN = 3;

/** The push for one device; none where there is nothing left to say, or nothing of which he wants to hear so. */
export function toPush(
  ctx: HandlerContext,
  { notices, agentId, until }: Due,
  contents: readonly ContentRow[],
  { kinds, showsWords }: NotificationSettings,
): Push | undefined {
  const own = contents.filter(
    (row) =>
      row.agentId === agentId &&
      kinds[row.kind].push &&
      notices.some(({ topicId, about }) => topicId === row.topicId && about === row.about),
  );
  const [first] = own;
  if (!first) return undefined;
  const { workspaceId } = ctx.actor;
  const isOne = new Set(own.map(({ topicId }) => topicId)).size === 1;
  const saying = (withWords: boolean): PushPayload => ({
    type: 'show',
    workspaceId,
    notices: own.slice(0, MOST_SHOWN).map((row): PushedNotice => {
      const { kind, topicId, threadId, messageId, name, text } = row;
      return {
        kind,
        topicId,
        threadId,
        messageId,
        name: showsWords ? name : null,
        text: showsWords && withWords ? excerptOf(text) : null,
      };
    }),
    more: Math.max(0, own.length - MOST_SHOWN),
  });
  return {
    payloads: [saying(true), saying(false)],
    ttlSeconds: secondsUntil(until, ctx.now()),
    urgency: own.some(({ kind }) => kind === 'mine' || !isVisitors(kind)) ? 'high' : 'normal',
    topic: collapseKey(isOne ? first.topicId : workspaceId),
  };
}

/** What takes a notification away. */
export const closingPush = (topicIds: TopicId[], until: string, now: Date): Push => ({
  payloads: [{ type: 'close', topicIds } satisfies PushPayload],
  ttlSeconds: secondsUntil(until, now),
  urgency: 'normal',
  topic: topicIds.length === 1 && topicIds[0] ? collapseKey(topicIds[0]) : undefined, // what has not arrived yet need not
});

const secondsUntil = (until: string, now: Date) => Math.max(0, Math.floor((Date.parse(until) - now.getTime()) / 1000));
const collapseKey = (id: string) => id.replaceAll('-', '');
