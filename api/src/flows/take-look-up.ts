import { stepAt } from '@everthread/shared/client/flow-steps';
import type { FlowRunId, ThreadId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { AppError } from '../errors.ts';
import { fetchPublic } from '../http/safe-fetch.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import { countTry, type Rule } from '../throttles/throttle.ts';
import { askService } from './ask-service.ts';
import { goOnWith } from './go-on-with.ts';
import { mayAsk, noteAnswer } from './look-up-troubles.ts';
import { readRun } from './read-heard.ts';
import { dropRun } from './take-steps.ts';

/** So often what one visitor answers is looked up, found or not: nobody can have a service asked without end. */
export const A_VISITORS: Rule = { of: 'look-up', max: 10, minutes: 60 };

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
  if ((await mayAsk(ctx, run.flowId, step.url)) && (await isWithinLimit(ctx, found.threadId))) {
    const answered = await askService(ctx, found, step, fetchPublic(ctx.env.PUBLIC_NETWORK));
    await noteAnswer(ctx, run.flowId, step.url, answered);
    if (answered.is === 'found') ({ fields } = answered);
  }
  // Left meanwhile, what was found is of no use to anybody.
  await goOnWith(ctx, found, { kind: 'looked-up', fields });
}

/** Counts it. A visitor has one thread, and more of them only as somebody else. */
async function isWithinLimit(ctx: HandlerContext, threadId: ThreadId): Promise<boolean> {
  try {
    await countTry(ctx, { narrow: [{ rule: A_VISITORS, subject: threadId }], wide: [] });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_many') return false;
    throw error;
  }
}
