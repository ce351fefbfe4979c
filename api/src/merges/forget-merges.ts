import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { uuids } from '../db/lists.ts';
import { visitorMerges } from '../db/schema/visitor-merges.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';

type Over = Extract<OutboxEvent, { type: 'merge.over' }>;

/** What of a merge is kept for its undo goes with the time for it: what is said of people there is not kept for ever. */
export const forgetMerges: Handler<Over> = async (ctx, events) => {
  const ids = uuids(events.map(({ mergeId }) => mergeId));
  await inWorkspace(ctx, [
    ctx.db.execute(sql`
      update ${visitorMerges} set before = '{}', after = '{}'
      where workspace_id = ${ctx.actor.workspaceId}
        and id = any(${ids})`),
  ]);
};
