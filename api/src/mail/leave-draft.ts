import { DRAFT_MAX_LENGTH, type DraftKind } from '@everthread/shared/models/draft';
import type { AgentId, ThreadId } from '@everthread/shared/models/ids';
import type { Context, SystemActor } from '../context.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { AppError } from '../errors.ts';
import { firstCharacters } from '../messages/first-characters.ts';

/** Words that an agent has mailed and that became no message: for the visitor of a thread, or for the team. */
export type MailedDraft = { threadId: ThreadId; kind: DraftKind; said: string };

/** Leaves them in the thread as his draft; what he had begun is kept beside. Whether he has them now. Safe to repeat. */
export async function leaveDraft(
  ctx: Context<SystemActor>,
  agentId: AgentId,
  { threadId, kind, said }: MailedDraft,
): Promise<boolean> {
  const { workspaceId } = ctx.actor;
  const asAgent = { ...ctx, actor: { kind: 'absent-agent' as const, workspaceId, agentId } };
  const text = firstCharacters(said, DRAFT_MAX_LENGTH);
  try {
    await saveDraft(asAgent, threadId, kind, { base: 0, text });
    return true;
  } catch (error) {
    // He may write there no more, or it is gone.
    if (error instanceof AppError && (error.code === 'forbidden' || error.code === 'not_found')) return false;
    throw error;
  }
}
