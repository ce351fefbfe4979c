import type { Visitor } from '@everthread/shared/models/visitor';
import type { visitors } from '../db/schema/visitors.ts';

/** What the team gets of a visitor. */
export const toVisitor = (row: typeof visitors.$inferSelect): Visitor => ({
  id: row.id,
  name: row.name,
  email: row.email,
  identity: row.identity,
  pageUrl: row.pageUrl,
  pageTitle: row.pageTitle,
  referrer: row.referrer,
  language: row.language,
  timeZone: row.timeZone,
  firstSeenAt: row.firstSeenAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
});
