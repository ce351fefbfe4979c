import { TargetId } from '@everthread/shared/models/ids';
import type { TargetChange } from '@everthread/shared/models/target';
import { asc, eq } from 'drizzle-orm';
import { inWorkspace } from '../src/db/in-workspace.ts';
import { topicTargets } from '../src/db/schema/targets.ts';
import { saveTarget } from '../src/targets/save-target.ts';
import { promisesUnderTest } from './promises.ts';

const ofAll: TargetChange = {
  name: 'Everybody',
  viewId: null,
  filters: {},
  minutes: { first: null, next: null, done: null },
  inOfficeHours: false,
};

/** A workspace whose time stands still until it is moved, in which a visitor waits and targets can be set. */
export async function targetsUnderTest() {
  const place = await promisesUnderTest();
  const { ctx, agent, drain } = place;
  return {
    ...place,
    /** Sets a target and sees to what follows. */
    async set(change: Partial<TargetChange>, id = TargetId.parse(ctx.newId())) {
      await saveTarget(agent, id, { ...ofAll, ...change });
      await drain();
      return id;
    },
    /** What the targets of all topics have come to, in order of their beginning. */
    async stands() {
      const [rows] = await inWorkspace(ctx, [
        ctx.db
          .select()
          .from(topicTargets)
          .where(eq(topicTargets.workspaceId, ctx.actor.workspaceId))
          .orderBy(asc(topicTargets.since), asc(topicTargets.kind), asc(topicTargets.id)),
      ]);
      return rows;
    },
  };
}
