import { sql } from 'drizzle-orm';
import { pgPolicy, pgRole } from 'drizzle-orm/pg-core';

/** The role that the Worker logs in as. Made by the first migration; never bypasses these policies. */
export const app = pgRole('app').existing();

/** A row is seen, made and changed only inside the workspace that the transaction has entered. */
export const onlyOwnWorkspace = () =>
  pgPolicy('own_workspace', {
    for: 'all',
    to: app,
    using: sql`workspace_id = current_workspace()`,
    withCheck: sql`workspace_id = current_workspace()`,
  });
