import { sql } from 'drizzle-orm';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { goOnWith } from './go-on-with.ts';
import { readRun } from './read-heard.ts';
import { dropRun } from './take-steps.ts';

/** Nobody has answered, or no webhook: the run ends, the second with a person. */
export const endWaits: Handler<Extract<OutboxEvent, { type: 'flow.due' }>> = async (ctx, events) => {
  for (const { runId, revision } of events) {
    const found = await readRun(ctx, sql`going.id = ${runId} and going.revision = ${revision}`);
    if (found) await (found.isTaken ? dropRun(ctx, runId) : goOnWith(ctx, found, { kind: 'time' }));
  }
};
