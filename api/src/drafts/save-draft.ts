import { type DraftChange, type DraftKind, MOST_KEPT_DRAFTS } from '@everthread/shared/models/draft';
import type { ThreadId } from '@everthread/shared/models/ids';
import { and, eq, sql } from 'drizzle-orm';
import type { AbsentAgentActor, AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { drafts } from '../db/schema/drafts.ts';
import { threads } from '../db/schema/threads.ts';
import { AppError } from '../errors.ts';
import { recordEach } from '../outbox/record-event.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { type DraftRow, selectDrafts } from './draft-rows.ts';

/**
 * Keeps what the agent has begun to write. The latest words win; those that they replace unseen, because another device
 * wrote them, are kept beside. Safe to repeat: what it says already changes nothing.
 */
export async function saveDraft(
  ctx: Context<AgentActor | AbsentAgentActor>,
  threadId: ThreadId,
  kind: DraftKind,
  { base, text, quoteId, mentions = [], forgetKept = 0 }: DraftChange,
): Promise<DraftRow> {
  const { workspaceId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const fields = sql`(${text}::text, ${quoteId ?? null}::uuid, ${JSON.stringify(mentions)}::jsonb)`;
  const left = sql`jsonb_path_query_array(draft.kept, ${`$[${forgetKept} to last]`}::jsonpath)`;
  // Words that go on in the new ones, or in what is kept, are not lost.
  const losesWords = sql`draft.rev > ${base}::integer and draft.text <> '' and not starts_with(excluded.text, draft.text)
    and not exists (select from jsonb_array_elements(draft.kept) other where starts_with(other->>'text', draft.text))`;
  const [, [row]] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      with saved as (
        insert into ${drafts} as draft (workspace_id, agent_id, thread_id, kind, rev, text, quoted_id, mentions, kept, changed_at)
        select ${threads.workspaceId}, current_agent(), ${threads.id}, ${kind}, ${base}::integer + 1, wanted.*, '[]', ${now}
        from ${threads}, (values ${fields}) as wanted
        where ${actorsThread(ctx.actor, threadId)}
        on conflict (workspace_id, agent_id, thread_id, kind) do update set
          rev = greatest(draft.rev, ${base}::integer) + 1, text = excluded.text, quoted_id = excluded.quoted_id,
          mentions = excluded.mentions, changed_at = excluded.changed_at,
          kept = case when ${losesWords} then jsonb_path_query_array(
              ${left} || jsonb_build_array(jsonb_build_object('text', draft.text, 'at', draft.changed_at)),
              ${`$[last - ${MOST_KEPT_DRAFTS - 1} to last]`}::jsonpath)
            else ${left} end
        where (draft.text, draft.quoted_id, draft.mentions) is distinct from ${fields} or ${forgetKept}::integer > 0
        returning workspace_id, thread_id, agent_id
      )
      ${recordEach(
        'draft.changed',
        { agentId: sql`agent_id`, threadId: sql`thread_id`, kind: sql`${kind}::text`, thread: sql`null` },
        sql`saved`,
        ctx.now(),
      )}`),
    selectDrafts(ctx.db).where(
      and(
        eq(drafts.workspaceId, workspaceId),
        sql`${drafts.agentId} = current_agent()`,
        eq(drafts.threadId, threadId),
        eq(drafts.kind, kind),
      ),
    ),
  ]);
  if (!row) throw new AppError('not_found', 'No such thread');
  return row;
}
