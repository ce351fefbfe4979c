import type { Notice, VisitorNotice } from '@everthread/shared/models/special-notice';
import { and, desc, eq, gt } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { specialNotices } from '../db/schema/hours.ts';

export type NoticeRow = typeof specialNotices.$inferSelect;

/** A statement: the notice that stands, if one does. Of several, the one that was set last. */
export const selectStandingNotice = ({ db, actor, now }: Context) =>
  db
    .select()
    .from(specialNotices)
    .where(and(eq(specialNotices.workspaceId, actor.workspaceId), gt(specialNotices.endsAt, now())))
    .orderBy(desc(specialNotices.setAt), desc(specialNotices.id))
    .limit(1);

/** What a visitor sees of it: not who set it. */
export const toVisitorNotice = ({ id, text, endsAt }: NoticeRow): VisitorNotice => ({
  id,
  text,
  endsAt: endsAt.toISOString(),
});

export const toNotice = (row: NoticeRow): Notice => ({
  ...toVisitorNotice(row),
  setBy: row.setBy,
  setAt: row.setAt.toISOString(),
});
