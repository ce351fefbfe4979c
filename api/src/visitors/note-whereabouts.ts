import type { VisitorId } from '@everthread/shared/models/ids';
import type { Whereabouts } from '@everthread/shared/models/visitor';
import { and, eq, type SQL } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { visitors } from '../db/schema/visitors.ts';

/** The visitor was here just now; what his browser left unsaid stays as it was. */
export const noteWhereabouts = (ctx: Context, visitorId: VisitorId | SQL, where: Whereabouts = {}) =>
  ctx.db
    .update(visitors)
    .set({ ...where, lastSeenAt: ctx.now() })
    .where(and(eq(visitors.workspaceId, ctx.actor.workspaceId), eq(visitors.id, visitorId)));
