import { readFields } from '@everthread/shared/client/flow-answers';
import { stepAt } from '@everthread/shared/client/flow-steps';
import type { FlowStep } from '@everthread/shared/models/flow';
import { and, eq, sql } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { inWorkspace } from '../db/in-workspace.ts';
import { flows } from '../db/schema/flows.ts';
import { AppError } from '../errors.ts';
import { type Fetch, fetchPublic, safeFetch } from '../http/safe-fetch.ts';
import { unseal } from '../identity/seal.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { sealedFor } from './flow-secret.ts';
import { goOnWith } from './go-on-with.ts';
import { type Place, type Run, readRun } from './read-heard.ts';
import { dropRun } from './take-steps.ts';

type Waiting = Extract<OutboxEvent, { type: 'flow.look-up' }>;
type LookUpStep = Extract<FlowStep, { kind: 'look-up' }>;

const MOST_BYTES = 64 * 1024;
/** Less than a handler may take, so that what came of it is still stored. */
const PATIENCE_MS = 8_000;

/** Runs wait for what their webhooks answer. Asked again after a crash, each is asked under the same id. */
export const lookUp: Handler<Waiting> = async (ctx, events) => {
  await Promise.all(events.map((event) => lookUpOne(ctx, event, fetchPublic(ctx.env.PUBLIC_NETWORK))));
};

async function lookUpOne(ctx: HandlerContext, { runId, revision }: Waiting, fetch: Fetch): Promise<void> {
  const found = await readRun(ctx, sql`going.id = ${runId} and going.revision = ${revision}`);
  if (!found) return;
  const { run } = found;
  const step = run.state.name === 'looking-up' ? stepAt(run.plan.steps, run.state.at) : undefined;
  if (step?.kind !== 'look-up') return;
  if (found.isTaken) return dropRun(ctx, runId);
  // Left meanwhile, what was found is of no use to anybody.
  await goOnWith(ctx, found, { kind: 'looked-up', fields: await ask(ctx, found, step, fetch) });
}

/** The fields that are used; null whatever went wrong. */
async function ask(
  ctx: HandlerContext,
  { run, messageId, threadId, identity }: Place & { run: Run },
  { url, sends, uses }: LookUpStep,
  fetch: Fetch,
): Promise<Record<string, string> | null> {
  const { answers } = run.state.name === 'looking-up' ? run.state : { answers: {} };
  const at = ctx.now();
  const body = JSON.stringify({
    type: 'flow.look-up',
    timestamp: at.toISOString(),
    data: {
      flowId: run.flowId,
      threadId,
      messageId,
      isVerified: identity === 'verified',
      answers: Object.fromEntries(sends.map((name) => [name, (answers as Record<string, string>)[name] ?? null])),
    },
  });
  const id = `msg_${run.id}_${run.revision}`;
  const webhook = new Webhook(await secretOf(ctx, run));
  try {
    const text = await safeFetch(url, {
      fetch,
      accept: 'application/json',
      maxBytes: MOST_BYTES,
      patienceMs: PATIENCE_MS,
      post: {
        body,
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': webhook.sign(id, at, body),
        },
      },
    });
    return readFields(JSON.parse(text), uses) ?? null;
  } catch (error) {
    if (error instanceof AppError || error instanceof SyntaxError) return null;
    throw error;
  }
}

async function secretOf(ctx: HandlerContext, { flowId }: Run): Promise<string> {
  const { workspaceId } = ctx.actor;
  const [[flow]] = await inWorkspace(ctx, [
    ctx.db
      .select({ sealed: flows.sealedSecret })
      .from(flows)
      .where(and(eq(flows.workspaceId, workspaceId), eq(flows.id, flowId))),
  ]);
  const secret = flow && (await unseal(ctx.config, sealedFor(workspaceId, flowId), flow.sealed));
  if (!secret) throw new Error('The secret of a flow does not open');
  return secret;
}
