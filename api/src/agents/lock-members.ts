import { sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { workspaces } from '../db/schema/workspaces.ts';

/** The statement with which a change of who is what here waits for others: two owners must not unmake each other. */
export const lockMembers = ({ db, actor }: Context<AgentActor>) =>
  db.execute(sql`select 1 from ${workspaces} where ${workspaces.id} = ${actor.workspaceId} for no key update`);
