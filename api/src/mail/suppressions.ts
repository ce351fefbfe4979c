import { createHmac } from 'node:crypto';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import { and, eq, sql } from 'drizzle-orm';
import type { Context, Surroundings } from '../context.ts';
import { inWorkspace, runBatch } from '../db/in-workspace.ts';
import { mailSuppressions } from '../db/schema/mail.ts';

export type Reason = (typeof mailSuppressions.$inferSelect)['reason'];

/** What of an address is stored to know it again: from everybody, or from one workspace only. */
export function suppressionKey({ config }: Surroundings, address: string, from: WorkspaceId | 'everybody'): string {
  return createHmac('sha256', config.keys.mailLink)
    .update(`suppress\n${from}\n${address.toLowerCase()}`)
    .digest('base64url');
}

/** From now on nobody mails there, or one workspace does not. What weighs more stays. Safe to repeat. */
export async function suppress(
  surroundings: Surroundings,
  address: string,
  from: WorkspaceId | 'everybody',
  reason: Reason,
): Promise<void> {
  const { db, now } = surroundings;
  await runBatch(db, [
    db
      .insert(mailSuppressions)
      .values({ key: suppressionKey(surroundings, address, from), reason, at: now() })
      .onConflictDoUpdate({
        target: mailSuppressions.key,
        set: { reason: sql`excluded.reason`, at: now() },
        setWhere: sql`${mailSuppressions.reason} <> 'complained'`,
      }),
  ]);
}

/** He has shown anew that he wants it. What bounced or was complained about stays as it is. */
export async function unsuppress(surroundings: Surroundings, address: string, from: WorkspaceId): Promise<void> {
  const { db } = surroundings;
  const own = eq(mailSuppressions.key, suppressionKey(surroundings, address, from));
  await runBatch(db, [db.delete(mailSuppressions).where(and(own, eq(mailSuppressions.reason, 'unsubscribed')))]);
}

/** Why nothing may go there from this workspace, as a subquery; null where it may. */
export const suppressedBecause = (surroundings: Surroundings, address: string, from: WorkspaceId) =>
  sql<Reason | null>`(select reason from ${mailSuppressions} where key in (${suppressionKey(surroundings, address, 'everybody')},
    ${suppressionKey(surroundings, address, from)}) order by reason limit 1)`;

/** The same by a trip of its own, where the address was not known before. */
export async function whySuppressed(ctx: Context, address: string): Promise<Reason | null> {
  const because = suppressedBecause(ctx, address, ctx.actor.workspaceId);
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<{ because: Reason | null }>(sql`select ${because} as because`),
  ]);
  return rows[0]?.because ?? null;
}
