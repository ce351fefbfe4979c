import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import { EDITABLE_MINUTES, type MessageEdit } from '@everthread/shared/models/message';
import { type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages, messageVersions } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { AppError } from '../errors.ts';
import { recordEach } from '../outbox/record-event.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { PREVIEW_LENGTH } from './append-message.ts';
import { firstCharacters } from './first-characters.ts';
import type { SentRows } from './message-rows.ts';
import { selectStored } from './stored-message.ts';

type Author = Context<VisitorActor | AgentActor>;
type Change = { text: string; isDeletion: boolean };

/** Says it in other words, for five minutes and one's own messages only. What it said before stays with the team. */
export const editMessage = (ctx: Author, threadId: ThreadId, id: MessageId, { text }: MessageEdit): Promise<SentRows> =>
  change(ctx, threadId, id, { text, isDeletion: false });

/** Takes it back, likewise. Its place in the thread stays, empty. Safe to repeat. */
export const deleteMessage = (ctx: Author, threadId: ThreadId, id: MessageId): Promise<SentRows> =>
  change(ctx, threadId, id, { text: '', isDeletion: true });

async function change(ctx: Author, threadId: ThreadId, id: MessageId, wanted: Change): Promise<SentRows> {
  const whichThread = actorsThread(ctx.actor, threadId);
  const [, , [stored], me] = await inWorkspace(ctx, [
    lockThread(ctx.db, whichThread),
    replaceText(ctx, whichThread, id, wanted),
    selectStored(ctx, whichThread, id),
    ctx.db.execute<{ agent: string | null }>(sql`select current_agent() as agent`),
  ]);
  const isHidden = stored?.message.kind === 'note' && ctx.actor.kind === 'visitor';
  if (!stored || isHidden) throw new AppError('not_found', 'No such message');
  const { message } = stored;
  const isDone = wanted.isDeletion ? message.deletedAt !== null : !message.deletedAt && message.text === wanted.text;
  if (message.agentId !== (me.rows[0]?.agent ?? null) || message.authorKind === 'bot') {
    throw new AppError('forbidden', 'Only whoever wrote a message can change it');
  }
  if (isDone) return stored;
  if (message.deletedAt) throw new AppError('conflict', 'This message was deleted and can no longer be changed');
  throw new AppError('forbidden', `A message can be changed for ${EDITABLE_MINUTES} minutes after it was sent`);
}

/** Keeps what it said, replaces it, and the list's preview where it is the topic's last. Nothing where it may not be. */
function replaceText(ctx: Author, whichThread: SQL | undefined, id: MessageId, { text, isDeletion }: Change) {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const oldest = sql`${new Date(ctx.now().getTime() - EDITABLE_MINUTES * 60_000).toISOString()}::timestamptz`;
  const isOwn =
    ctx.actor.kind === 'agent' ? sql`message.agent_id = current_agent()` : sql`message.author_kind = 'visitor'`;
  return ctx.db.execute(sql`
    with old as (
      select message.* from ${messages} message
        join ${threads} on ${threads.workspaceId} = message.workspace_id and ${threads.id} = message.thread_id
      where ${whichThread} and message.id = ${id} and ${isOwn}
        and message.deleted_at is null and (${isDeletion}::boolean or message.text <> ${text}) and message.sent_at > ${oldest}
    ),
    -- Whose view shows what this one says. Each takes a revision of its own: no two messages may share one.
    quoters as (
      select message.workspace_id, message.id, row_number() over (order by message.seq) as place
      from ${messages} message, old
      where message.workspace_id = old.workspace_id and message.thread_id = old.thread_id and message.quoted_id = old.id
    ),
    thread as (
      update ${threads} thread set rev = thread.rev + 1 + (select count(*) from quoters) from old
      where thread.workspace_id = old.workspace_id and thread.id = old.thread_id
      returning thread.workspace_id, thread.id, thread.rev - (select count(*) from quoters) as rev
    ),
    version as (
      insert into ${messageVersions} (workspace_id, message_id, version, text, replaced_at)
      select workspace_id, id, 1 + (select count(*) from ${messageVersions} kept
        where kept.workspace_id = old.workspace_id and kept.message_id = old.id), text, ${now}
      from old
    ),
    preview as (
      update ${topics} topic set preview = ${firstCharacters(text, PREVIEW_LENGTH)}, rev = thread.rev
      from old, thread
      where old.kind = 'message' and topic.workspace_id = old.workspace_id and topic.id = old.topic_id
        and not exists (select from ${messages} later
          where later.workspace_id = old.workspace_id and later.topic_id = old.topic_id
            and later.kind = 'message' and later.seq > old.seq)
    ),
    changed as (
      update ${messages} message set text = ${text}, rev = thread.rev,
        edited_at = ${isDeletion ? sql`message.edited_at` : now}, deleted_at = ${isDeletion ? now : sql`null`}
      from old, thread
      where message.workspace_id = old.workspace_id and message.id = old.id
      returning message.workspace_id, message.thread_id, message.id
    ),
    quoting as (
      update ${messages} message set rev = thread.rev + quoters.place from quoters, thread
      where message.workspace_id = quoters.workspace_id and message.id = quoters.id
      returning message.workspace_id, message.thread_id, message.id
    )
    ${recordEach('message.changed', { messageId: sql`id`, thread: sql`thread_id` }, sql`(select * from changed union all select * from quoting) told`, ctx.now())}`);
}
