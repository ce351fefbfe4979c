import type { Role } from '@everthread/shared/models/workspace';

const ALL: readonly Role[] = ['owner', 'admin', 'agent', 'viewer'];

/** The roles that somebody of this role can give, and the one that is there already. Only owners make owners. */
export const rolesFor = (own: Role | undefined, present?: Role): readonly Role[] =>
  ALL.filter((role) => role !== 'owner' || own === 'owner' || present === 'owner');
