import type { VisitorId } from '@everthread/shared/models/ids';
import type { VisitorDetails } from '@everthread/shared/models/visitor-details';
import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { toVisitorDetails } from './visitor-view.ts';

/** All that the team knows of a visitor; to a viewer without what is private. Throws `not_found`. */
export async function getVisitor(ctx: Context<AgentActor>, visitorId: VisitorId): Promise<VisitorDetails> {
  const [[row], devices] = await inWorkspace(atLeast('viewer', ctx), selectDetails(ctx, visitorId));
  if (!row) throw noSuchVisitor();
  return toVisitorDetails(row, devices);
}

export const noSuchVisitor = () => new AppError('not_found', 'No such visitor');

/** Two statements: the visitor, as the asking agent may see him, and his devices. */
export const selectDetails = ({ db, actor: { workspaceId } }: Context<AgentActor>, visitorId: VisitorId) =>
  [
    db
      .select({
        ...getTableColumns(visitors),
        privateAttributes: sql`case when current_agent_role() = 'viewer' then '{}'::jsonb
          else ${visitors.privateAttributes} end`.mapWith(visitors.privateAttributes),
      })
      .from(visitors)
      .where(and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, visitorId))),
    db
      .select({
        createdAt: visitorKeys.createdAt,
        lastUsedAt: visitorKeys.lastUsedAt,
        provenBy: visitorKeys.provenBy,
      })
      .from(visitorKeys)
      .where(and(eq(visitorKeys.workspaceId, workspaceId), eq(visitorKeys.visitorId, visitorId)))
      .orderBy(desc(visitorKeys.lastUsedAt)),
  ] as const;
