import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import type { FlowPlan } from '@everthread/shared/models/flow';
import { FlowId } from '@everthread/shared/models/ids';
import { eq } from 'drizzle-orm';
import { inWorkspace } from '../src/db/in-workspace.ts';
import { flowRuns } from '../src/db/schema/flows.ts';
import { saveFlow } from '../src/flows/save-flow.ts';
import { botUnderTest } from './bot.ts';
import { workAtOnce } from './work-at-once.ts';

/** What an order-status service was asked, as it came. */
export type AskedOf = { url: string; headers: Headers; body: string };

/** A workspace with a flow that is on, whose look-ups a scripted service answers. */
export async function flowUnderTest(plan: FlowPlan = FLOW_TEMPLATES.shop, ...knows: Parameters<typeof botUnderTest>) {
  const place = await botUnderTest(...knows);
  const asked: AskedOf[] = [];
  const service = {
    answer: async (): Promise<Response> => Response.json({ status: 'on its way', arrives: 'tomorrow' }),
  };
  Object.assign(place.env, {
    PUBLIC_NETWORK: {
      fetch: async (url: string, init: RequestInit) => {
        asked.push({ url, headers: new Headers(init.headers), body: String(init.body) });
        return service.answer();
      },
    },
  });
  const clocks = workAtOnce(place.ctx);
  const flowId = FlowId.parse(place.ctx.newId());
  await saveFlow(place.owner, flowId, { base: 0, isOn: true, plan });
  return {
    ...place,
    flowId,
    asked,
    service,
    clocks,
    /** The runs there are, and where each stands. */
    runs: async () => {
      const [rows] = await inWorkspace(place.ctx, [
        place.ctx.db.select().from(flowRuns).where(eq(flowRuns.workspaceId, place.ctx.actor.workspaceId)),
      ]);
      return rows;
    },
    texts: async () => (await place.said()).map(({ text }) => text),
  };
}
