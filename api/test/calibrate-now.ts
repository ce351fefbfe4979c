import { calibrate } from '../src/bot/calibrate.ts';
import type { Context, SystemActor } from '../src/context.ts';
import { readModels } from '../src/workspace-model/read-model.ts';

/** Measures all at once what `articles.indexed` measures in slices. */
export async function calibrateNow(ctx: Context<SystemActor>, spoken: string): Promise<void> {
  const { embeddings } = await readModels(ctx, undefined);
  await calibrate(ctx, spoken, embeddings, undefined, Number.POSITIVE_INFINITY);
}
