import type { ThreadId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { uuids } from '../db/lists.ts';
import { mentions } from '../db/schema/mentions.ts';
import { messages } from '../db/schema/messages.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topics } from '../db/schema/topics.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordEach } from '../outbox/record-event.ts';
import { clearSettled } from './clear-notices.ts';
import { livingDevices, reachableAgents, wantsVisitorsMailed } from './reachable-agents.ts';

type EventOf<Type extends OutboxEvent['type']> = Extract<OutboxEvent, { type: Type }>;

// Whoever is at it reads it in less.
export const UNSEEN_AFTER_MS = 10_000;
const MOST_KNOWN = 10_000;

/** Of which threads this isolate knows that it will be asked who saw them, and until when: what comes before that goes along. */
const asked = new Map<ThreadId, number>();

const unseenAt = ({ now }: HandlerContext) => new Date(now().getTime() + UNSEEN_AFTER_MS);
const isReachable = (ctx: HandlerContext) => sql`exists (select from ${reachableAgents(ctx)})`;

/** A visitor has written: in a moment it is looked who has not seen it. An agent has: nobody else need. */
export const askWhoSaw: Handler<EventOf<'message.sent'>> = async (ctx, events) => {
  const nowMs = ctx.now().getTime();
  const isKnown = ({ message }: NonNullable<HandlerContext['ahead']>[number]) =>
    message.authorKind === 'visitor'
      ? (asked.get(message.threadId) ?? 0) > nowMs
      : message.kind === 'note' || message.authorKind === 'bot';
  if (ctx.ahead?.every(isKnown)) return;

  const dueAt = unseenAt(ctx);
  const ids = uuids(events.map(({ messageId }) => messageId));
  const sent = sql`${messages} message where message.workspace_id = ${ctx.actor.workspaceId}
    and message.id = any(${ids}) and message.kind = 'message'`;
  // Of each thread the first. By its id it is found wherever a merge of visitors or a sign-in takes it meanwhile.
  const written = sql`(select distinct on (message.thread_id) message.workspace_id, message.id from ${sent}
    and message.author_kind = 'visitor' and (exists (select from ${livingDevices(ctx)}) or exists (select from ${topics} topic
      cross join lateral (select from ${reachableAgents(ctx)} and ${wantsVisitorsMailed} limit 1) somebody
      where topic.workspace_id = message.workspace_id and topic.id = message.topic_id)) order by message.thread_id, message.seq) as written`;
  const fields = { messageId: sql`id`, agentId: sql`null::uuid`, thread: sql`null` };
  await inWorkspace(ctx, [
    ctx.db.execute(recordEach('message.unseen', fields, written, ctx.now(), dueAt)),
    clearSettled(ctx, sql`select message.topic_id from ${sent} and message.agent_id is not null`),
  ]);

  if (asked.size > MOST_KNOWN) asked.clear();
  for (const { message } of ctx.ahead ?? []) {
    if (message.authorKind === 'visitor') asked.set(message.threadId, dueAt.getTime());
  }
};

/** Somebody was named. */
export const askWhoSawMention: Handler<EventOf<'agent.mentioned'>> = async (ctx, events) => {
  const fields = { agentId: sql`agent_id`, messageId: sql`message_id`, thread: sql`null` };
  const named = sql`(select mention.* from ${mentions} mention
    join jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as named("agentId" uuid, "messageId" uuid)
      on mention.agent_id = named."agentId" and mention.message_id = named."messageId"
    where mention.workspace_id = ${ctx.actor.workspaceId} and ${isReachable(ctx)}) as named`;
  await inWorkspace(ctx, [ctx.db.execute(recordEach('mention.unseen', fields, named, ctx.now(), unseenAt(ctx)))]);
};

/** Something was done to topics: given to somebody by another, he hears of it; settled, nobody need any more. */
export const askWhoSawTopic: Handler<EventOf<'topic.changed'>> = async (ctx, events) => {
  const given = sql`(select change.*, (change.after ->> 'assignee_id')::uuid as given_to from ${topicEvents} change
    where change.workspace_id = ${ctx.actor.workspaceId}
      and change.id = any(array(select (event ->> 'changeId')::uuid from jsonb_array_elements(${JSON.stringify(events)}::jsonb) event))
      and change.after ->> 'assignee_id' is not null and change.undone_at is null
      and change.agent_id::text is distinct from change.after ->> 'assignee_id' and ${isReachable(ctx)}) as given`;
  const fields = { agentId: sql`given_to`, topicId: sql`topic_id`, changeId: sql`id`, thread: sql`null` };
  await inWorkspace(ctx, [
    ctx.db.execute(recordEach('assignment.unseen', fields, given, ctx.now(), unseenAt(ctx))),
    clearSettled(
      ctx,
      sql`select (event ->> 'topicId')::uuid from jsonb_array_elements(${JSON.stringify(events)}::jsonb) event`,
    ),
  ]);
};

/** A reply that waited was not sent. */
export const askWhoSawReturned: Handler<EventOf<'scheduled.changed'>> = async (ctx, events) => {
  const ids = uuids(events.map(({ replyId }) => replyId));
  const returned = sql`(select reply.* from ${scheduledMessages} reply
    where reply.workspace_id = ${ctx.actor.workspaceId} and reply.state = 'returned' and ${isReachable(ctx)}
      and reply.id = any(${ids})) as returned`;
  const fields = { agentId: sql`agent_id`, replyId: sql`id`, thread: sql`null` };
  await inWorkspace(ctx, [ctx.db.execute(recordEach('returned.unseen', fields, returned, ctx.now(), unseenAt(ctx)))]);
};
