import { stepAt } from '@everthread/shared/client/flow-steps';
import type { FlowRunId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { fetchPublic } from '../http/safe-fetch.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import { askService } from './ask-service.ts';
import { goOnWith } from './go-on-with.ts';
import { mayAsk, noteAnswer } from './look-up-troubles.ts';
import { readRun } from './read-heard.ts';
import { dropRun } from './take-steps.ts';

/**
 * A run goes on with what its webhook answers. Asked again after a crash, the webhook is asked under the same id. One that
 * has failed again and again is left alone for a while, and a person answers instead.
 */
export async function takeLookUp(ctx: HandlerContext, runId: FlowRunId): Promise<void> {
  const found = await readRun(ctx, sql`going.id = ${runId}`);
  if (!found) return;
  const { run } = found;
  const step = run.state.name === 'looking-up' ? stepAt(run.plan.steps, run.state.at) : undefined;
  if (step?.kind !== 'look-up') return;
  if (found.isTaken) return dropRun(ctx, runId);
  let fields: Record<string, string> | null = null;
  if (await mayAsk(ctx, run.flowId, step.url)) {
    const answered = await askService(ctx, found, step, fetchPublic(ctx.env.PUBLIC_NETWORK));
    await noteAnswer(ctx, run.flowId, step.url, answered);
    if (answered.is === 'found') ({ fields } = answered);
  }
  // Left meanwhile, what was found is of no use to anybody.
  await goOnWith(ctx, found, { kind: 'looked-up', fields });
}
