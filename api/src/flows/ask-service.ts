import { readFields } from '@everthread/shared/client/flow-answers';
import type { FlowStep } from '@everthread/shared/models/flow';
import { and, eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { inWorkspace } from '../db/in-workspace.ts';
import { flows } from '../db/schema/flows.ts';
import { AppError } from '../errors.ts';
import { type Fetch, safeFetch } from '../http/safe-fetch.ts';
import { unseal } from '../identity/seal.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import { sealedFor } from './flow-secret.ts';
import type { Place, Run } from './read-heard.ts';

type LookUpStep = Extract<FlowStep, { kind: 'look-up' }>;

/** `nothing`: it works, and does not know what it was asked for. `trouble`: it does not work; `status` where it said one. */
export type Answered =
  | { is: 'found'; fields: Record<string, string> }
  | { is: 'nothing' }
  | { is: 'trouble'; status: number | null };

const MOST_BYTES = 64 * 1024;
/** Less than a run waits, so that what came of it is still heard. */
const PATIENCE_MS = 8_000;
/** With these a service says that there is no such order, or that the number is none. */
const KNOWS_NOTHING = [400, 404, 409, 422];

/** Asks the webhook of a flow, signed, for the fields that the step uses. */
export async function askService(
  ctx: HandlerContext,
  { run, messageId, threadId, identity }: Place & { run: Run },
  { url, sends, uses }: LookUpStep,
  fetch: Fetch,
): Promise<Answered> {
  // What an earlier look-up found may be asked with as well.
  const known: Readonly<Record<string, string>> =
    run.state.name === 'looking-up' ? { ...run.state.fields, ...run.state.answers } : {};
  const at = ctx.now();
  const body = JSON.stringify({
    type: 'flow.look-up',
    timestamp: at.toISOString(),
    data: {
      flowId: run.flowId,
      threadId,
      messageId,
      isVerified: identity === 'verified',
      answers: Object.fromEntries(sends.map((name) => [name, known[name] ?? null])),
    },
  });
  const id = `msg_${run.id}_${run.revision}`;
  const webhook = new Webhook(await secretOf(ctx, run));
  let status: number | null = null;
  const watched: Fetch = async (address, init) => {
    const response = await fetch(address, init);
    ({ status } = response);
    return response;
  };
  try {
    const text = await safeFetch(url, {
      fetch: watched,
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
    const fields = readFields(JSON.parse(text), uses);
    return fields ? { is: 'found', fields } : { is: 'nothing' };
  } catch (error) {
    if (!(error instanceof AppError || error instanceof SyntaxError)) throw error;
    return status !== null && KNOWS_NOTHING.includes(status) ? { is: 'nothing' } : { is: 'trouble', status };
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
