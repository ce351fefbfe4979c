import { MessageId, type WorkspaceId } from '@everthread/shared/models/ids';
import type { MentionPage } from '@everthread/shared/models/mention';
import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { mentions } from '../db/schema/mentions.ts';
import { messages } from '../db/schema/messages.ts';
import { pageCursor } from '../http/page-cursor.ts';
import { selectMentions } from './mention-rows.ts';
import { toMentioned } from './mention-view.ts';

const PAGE = 50;
const cursors = pageCursor(z.tuple([z.iso.datetime(), MessageId]));

/** Where the agent was named, newest first; with `unread` only what he has not seen. */
export async function listMentions(
  ctx: Context<AgentActor>,
  { before, unread }: { before?: string | undefined; unread?: 'true' | undefined },
): Promise<MentionPage> {
  const [at, messageId] = before === undefined ? [] : cursors.read(before);
  const beyond =
    at === undefined
      ? undefined
      : sql`(${mentions.at}, ${mentions.messageId}) < (${at}::timestamptz, ${messageId}::uuid)`;
  const [rows] = await inWorkspace(atLeast('viewer', ctx), [
    selectMentions(ctx.db)
      .where(
        and(
          eq(mentions.workspaceId, ctx.actor.workspaceId),
          sql`${mentions.agentId} = current_agent()`,
          unread && isNull(mentions.readAt),
          beyond,
        ),
      )
      .orderBy(desc(mentions.at), desc(mentions.messageId))
      .limit(PAGE + 1),
  ]);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  const next = rows.length > PAGE && last ? cursors.write([last.at.toISOString(), last.messageId]) : null;
  return { mentions: page.map(toMentioned), next };
}

/**
 * The condition on `topic` (an alias of `topics`) that the asking agent is named in a note of it. For lists of topics: it
 * asks nothing of the topic but its id, so that where he is named is found out once and not for each.
 */
export const isMentionedIn = (workspaceId: WorkspaceId): SQL => sql`topic.id in (
  select note.topic_id from ${mentions} mention
    join ${messages} note on note.workspace_id = mention.workspace_id and note.id = mention.message_id
  where mention.workspace_id = ${workspaceId} and mention.agent_id = current_agent() and note.deleted_at is null)`;
