import type { WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { agents } from '../db/schema/agents.ts';

/** The condition that the asking agent is an owner or an admin of the workspace. */
export const isManager = (workspaceId: WorkspaceId) =>
  sql<boolean>`exists (
    select from ${agents} where ${agents.workspaceId} = ${workspaceId} and ${agents.id} = current_agent()
      and ${agents.role} in ('owner', 'admin'))`;
