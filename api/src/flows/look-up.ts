import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { workAside } from '../outbox/work-aside.ts';

/** Runs wait for what their webhooks answer, and nobody else does. A person is called where no answer comes in time. */
export const lookUp: Handler<Extract<OutboxEvent, { type: 'flow.look-up' }>> = async (ctx, events) => {
  await Promise.all(events.map(({ runId }) => workAside(ctx, 'look-up', runId)));
};
