import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { uuids } from '../db/lists.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { lookSoon } from './look-soon.ts';

type EventOf<Type extends OutboxEvent['type']> = Extract<OutboxEvent, { type: Type }>;

/** The team has answered: in a moment it is looked whether the visitor has seen it. */
export const lookAfterAnswers: Handler<EventOf<'message.sent'>> = async (ctx, events) => {
  if (ctx.ahead?.every(({ message }) => message.authorKind === 'visitor' || message.kind === 'note')) return;
  const ids = uuids(events.map(({ messageId }) => messageId));
  await inWorkspace(ctx, [
    lookSoon(
      ctx,
      sql`select answer.thread_id from ${messages} answer where answer.workspace_id = ${ctx.actor.workspaceId}
        and answer.author_kind <> 'visitor' and answer.kind = 'message'
        and answer.id = any(${ids})`,
    ),
  ]);
};

/** The team is done with something: whoever wanted to be told then is. */
export const lookAfterTopics: Handler<EventOf<'topic.changed'>> = async (ctx, events) => {
  const ids = uuids(events.map(({ topicId }) => topicId));
  await inWorkspace(ctx, [
    lookSoon(
      ctx,
      sql`select topic.thread_id from ${topics} topic join ${threads} mine on mine.workspace_id = topic.workspace_id
        and mine.id = topic.thread_id and mine.way_back = 'done'
        where topic.workspace_id = ${ctx.actor.workspaceId} and topic.status = 'done'
          and topic.id = any(${ids})`,
    ),
  ]);
};
