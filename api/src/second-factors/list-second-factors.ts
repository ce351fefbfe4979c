import type { SecondFactors } from '@everthread/shared/models/second-factor';
import { and, asc, count, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { asUser } from '../accounts/as-user.ts';
import type { Surroundings } from '../context.ts';
import { authenticators, passkeys, recoveryCodes } from '../db/schema/second-factors.ts';

/** How the signed-in user proves himself beside his password. */
export async function listSecondFactors(surroundings: Surroundings, sessionToken: string): Promise<SecondFactors> {
  const { db } = surroundings;
  const self = sql`current_user_id()`;
  const [app, [left], keys] = await asUser(surroundings, sessionToken, [
    db
      .select({ userId: authenticators.userId })
      .from(authenticators)
      .where(and(eq(authenticators.userId, self), isNotNull(authenticators.confirmedAt))),
    db
      .select({ count: count() })
      .from(recoveryCodes)
      .where(and(eq(recoveryCodes.userId, self), isNull(recoveryCodes.usedAt))),
    db.select().from(passkeys).where(eq(passkeys.userId, self)).orderBy(asc(passkeys.createdAt), asc(passkeys.id)),
  ]);
  return {
    hasAuthenticator: app.length > 0,
    recoveryCodesLeft: left?.count ?? 0,
    passkeys: keys.map(({ id, name, createdAt, lastUsedAt }) => ({
      id,
      name,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
  };
}
