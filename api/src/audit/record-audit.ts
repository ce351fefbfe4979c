import type { AuditWhat } from '@everthread/shared/models/audit';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { auditLog } from '../db/schema/audit-log.ts';

type Text = SQL | string | null;

/** What it was about, by its name, and what it was before and after. Never a secret. As text, or as SQL over the row. */
export type Audited = { subject?: Text; from?: Text; to?: Text; by?: SQL; visitorIds?: SQL };

/**
 * A part of the statement that changes something, or a statement beside it in the same batch: writes a line of the audit
 * log for each row of `from`, which must offer `workspace_id`. `by`: the agent, where it is not the asking one.
 * `visitorIds`: an array of the visitors whom it names.
 */
export function recordAudit(
  ctx: Context,
  what: AuditWhat,
  { subject, from, to, by, visitorIds }: Audited,
  rows: SQL,
): SQL {
  const pairs = Object.entries({ subject, from, to }).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [sql`${name}::text, (${value})::text`],
  );
  return sql`insert into ${auditLog} (workspace_id, at, agent_id, what, details, visitor_ids)
    select workspace_id, ${ctx.now().toISOString()}::timestamptz, ${by ?? sql`current_agent()`}, ${what}::text,
      jsonb_strip_nulls(jsonb_build_object(${sql.join(pairs, sql`, `)})), ${visitorIds ?? sql`null`}::uuid[]
    from ${rows}`;
}
