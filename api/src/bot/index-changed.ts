import type { ArticleId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordAll } from '../outbox/record-event.ts';
import { readModels } from '../workspace-model/read-model.ts';
import { calibrate } from './calibrate.ts';
import { indexArticles } from './index-articles.ts';
import { wantCalibration } from './want-calibration.ts';
import { wantVectors } from './want-vectors.ts';

/** After so long no further questions are asked in one go. */
const SLICE_MS = 3_000;

/** Articles can be found as they now are after this, and in a moment the bot knows what it can answer. */
export async function indexChanged(ctx: HandlerContext, events: readonly { articleId: ArticleId }[]): Promise<void> {
  const spoken = await indexArticles(ctx, [...new Set(events.map(({ articleId }) => articleId))]);
  if (spoken.length === 0) return;
  const changed = sql`select language from jsonb_array_elements_text(${JSON.stringify(spoken)}::jsonb) language`;
  await inWorkspace(ctx, [wantCalibration(ctx, changed), wantVectors(ctx)]);
}

/**
 * Measures anew what the knowledge base knows, in each language in which it has changed. A large one is measured in slices:
 * what is left goes on with an event of its own, after what else waits in the workspace.
 */
export const calibrateIndexed: Handler<Extract<OutboxEvent, { type: 'articles.indexed' }>> = async (ctx, events) => {
  const { embeddings } = await readModels(ctx, ctx.env.PUBLIC_NETWORK);
  const until = ctx.now().getTime() + SLICE_MS;
  const left: { event: OutboxEvent }[] = [];
  for (const spoken of new Set(events.map((event) => event.spoken))) {
    const all = events.filter((event) => event.spoken === spoken);
    // What has changed since is measured from the beginning.
    const soFar = all.every(({ measured }) => measured) ? all[0]?.measured : undefined;
    const isLate = spoken !== events[0]?.spoken && ctx.now().getTime() >= until;
    const measured = isLate ? soFar : await calibrate(ctx, spoken, embeddings, soFar, until);
    if (isLate || measured) left.push({ event: { type: 'articles.indexed', spoken, ...(measured && { measured }) } });
  }
  if (left.length > 0) await inWorkspace(ctx, [recordAll(ctx, left)]);
};
