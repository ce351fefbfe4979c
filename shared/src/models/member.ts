import * as z from 'zod/mini';
import { AgentId } from './ids.ts';
import { textOf } from './text.ts';
import { Role } from './workspace.ts';

/** An agent as managers see him. */
export const Member = z.object({
  id: AgentId,
  name: z.string(),
  email: z.string(),
  role: Role,
  joinedAt: z.iso.datetime(),
  hasSecondFactor: z.boolean(),
});
export type Member = z.infer<typeof Member>;

export const RoleChange = z.strictObject({ role: Role });
export type RoleChange = z.infer<typeof RoleChange>;

export const TeamName = textOf(60, 1);
export const NewTeam = z.strictObject({ name: TeamName });
export type NewTeam = z.infer<typeof NewTeam>;

/** `isRemoved: false` brings a team back, with its members and what was given to it. */
export const TeamChange = z.strictObject({
  name: z.optional(TeamName),
  memberIds: z.optional(z.array(AgentId).check(z.maxLength(500))),
  isRemoved: z.optional(z.boolean()),
});
export type TeamChange = z.infer<typeof TeamChange>;
