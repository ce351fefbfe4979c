import type { Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';

/** Asks the database whether this access still stands, for what needs nothing else of it. Throws `signed_out`. */
export async function demandStanding(ctx: Context<VisitorActor>): Promise<void> {
  await inWorkspace(ctx, []);
}
