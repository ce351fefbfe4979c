import { advance, type FlowInput } from '@everthread/shared/client/advance-flow';
import type { Context } from '../context.ts';
import type { Place, Run } from './read-heard.ts';
import { takeSteps } from './take-steps.ts';

/** So often a run that went on meanwhile is read anew for what has happened. */
export const MOST_READINGS = 5;

/**
 * Goes on with a run by what has happened. What changes nothing is not stored. False where the run went on meanwhile: what
 * has happened is then to be brought before it as it stands now.
 */
export async function goOnWith(ctx: Context, place: Place & { run: Run }, input: FlowInput): Promise<boolean> {
  const { run } = place;
  const moment = { atMs: ctx.now().getTime(), language: run.language, facts: place.facts };
  const { state, doings } = advance(run.plan, run.state, input, moment);
  if (state === run.state || state.name === 'new') return true;
  return takeSteps(ctx, place, { run: { ...run, revision: run.revision + 1 }, plan: run.plan, state, doings });
}
