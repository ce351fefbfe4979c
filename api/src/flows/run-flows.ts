import { advance, type FlowInput } from '@everthread/shared/client/advance-flow';
import { asksForPerson } from '@everthread/shared/client/asks-for-person';
import { flowFor } from '@everthread/shared/client/begin-flow';
import { flowLanguageOf } from '@everthread/shared/client/flow-steps';
import type { FlowRunId, MessageId } from '@everthread/shared/models/ids';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { goOnWith, MOST_READINGS } from './go-on-with.ts';
import { type Heard, readHeard } from './read-heard.ts';
import { dropRun, takeSteps } from './take-steps.ts';

/**
 * A visitor has written: the flow that runs there takes it in, or one begins with it. Before the bot's own turn, which is
 * then none.
 */
export const runFlows: Handler<Extract<OutboxEvent, { type: 'message.sent' }>> = async (ctx, events) => {
  for (const { messageId } of events) {
    if (ctx.ahead && !ctx.ahead.some((sent) => sent.message.id === messageId && sent.callsFlows)) continue;
    // Where another step was taken since it was read, it is heard as things stand then.
    for (let reading = 0; reading < MOST_READINGS; reading += 1) if (await hear(ctx, messageId)) break;
  }
};

/** False where a step was taken meanwhile, and nothing has come of the message. */
async function hear(ctx: HandlerContext, messageId: MessageId): Promise<boolean> {
  const heard = await readHeard(ctx, messageId);
  if (!heard || heard.isHeard) return true;
  const { run, text } = heard;
  if (run) {
    if (heard.isTaken) {
      await dropRun(ctx, run.id);
      return true;
    }
    const input: FlowInput = asksForPerson(text) ? { kind: 'person' } : { kind: 'said', text };
    return goOnWith(ctx, { ...heard, run }, input);
  }
  if (heard.isTaken || asksForPerson(text)) return true;
  return begin(ctx, heard);
}

async function begin(ctx: HandlerContext, heard: Heard): Promise<boolean> {
  const { facts, isFirst, isHandedOver } = heard;
  const flow = flowFor(heard.candidates, { ...facts, isFirst, isHandedOver });
  if (!flow) return true;
  const { flowId, version, plan } = flow;
  const language = flowLanguageOf(facts.language);
  const { state, doings } = advance(plan, { name: 'new' }, { kind: 'begun' }, { atMs: facts.atMs, language, facts });
  if (state.name === 'new') return true;
  const run = { id: ctx.newId() as FlowRunId, flowId, version, revision: 1, language };
  return takeSteps(ctx, heard, { run, plan, state, doings });
}
