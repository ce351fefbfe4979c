import type { Notice } from '@everthread/shared/models/special-notice';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { selectStandingNotice, toNotice } from './notice-rows.ts';

/** The notice that visitors see now, if there is one. */
export async function getNotice(ctx: Context<AgentActor>): Promise<Notice | null> {
  const [[row]] = await inWorkspace(atLeast('viewer', ctx), [selectStandingNotice(ctx)]);
  return row ? toNotice(row) : null;
}
