import type { AuditDetails, AuditWhat } from '@everthread/shared/models/audit';
import { sql } from 'drizzle-orm';
import type { Surroundings } from '../context.ts';

/** The statement: a line in the log of each workspace in which the transaction's user is an agent. */
export const auditAccount = (
  { db, now }: Surroundings,
  what: Extract<AuditWhat, `account.${string}`>,
  details: AuditDetails = {},
) =>
  db.execute(
    sql`select audit_own_memberships(${what}, ${JSON.stringify(details)}::jsonb, ${now().toISOString()}::timestamptz)`,
  );
