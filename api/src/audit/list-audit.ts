import type { AuditPage, AuditWhat } from '@everthread/shared/models/audit';
import type { AgentId } from '@everthread/shared/models/ids';
import { and, desc, eq, gte, lt } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { auditLog } from '../db/schema/audit-log.ts';

const PAGE = 50;

/** Which lines: of one agent, of one kind, since a time. `before`: older than that one. */
export type AuditListing = {
  agentId?: AgentId | undefined;
  what?: AuditWhat | undefined;
  since?: string | undefined;
  before?: number | undefined;
};

/** A page of who changed what, newest first. For owners and admins. */
export async function listAudit(ctx: Context<AgentActor>, listing: AuditListing): Promise<AuditPage> {
  const { agentId, what, since, before } = listing;
  const [rows] = await inWorkspace(atLeast('admin', ctx), [
    ctx.db
      .select()
      .from(auditLog)
      .where(
        and(
          eq(auditLog.workspaceId, ctx.actor.workspaceId),
          agentId && eq(auditLog.agentId, agentId),
          what && eq(auditLog.what, what),
          since === undefined ? undefined : gte(auditLog.at, new Date(since)),
          before === undefined ? undefined : lt(auditLog.id, before),
        ),
      )
      .orderBy(desc(auditLog.id))
      .limit(PAGE + 1),
  ]);
  const page = rows.slice(0, PAGE);
  return {
    entries: page.map(({ id, at, agentId, what, details }) => ({ id, at: at.toISOString(), agentId, what, details })),
    next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  };
}
