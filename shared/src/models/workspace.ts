import * as z from 'zod/mini';
import { BotMode, BotName } from './bot.ts';
import { HelpColor } from './help.ts';
import { AgentId, TeamId, UserId, WorkspaceId } from './ids.ts';
import { Absence, WorkingHours } from './profile.ts';
import { RatingScale } from './rating.ts';
import { Tag } from './tag.ts';
import { textOf } from './text.ts';

const WANTED_ORIGIN = 'must be an origin such as https://www.example.com, with nothing after the host and port';

/** An origin as browsers write it: scheme, host, port if unusual; nothing after. */
export const Origin = z.string().check(
  z.maxLength(300),
  // The shape first: URL lets `;` and `,` into a host, and these stand in a Content-Security-Policy.
  z.regex(/^https?:\/\/(\[[0-9a-f:.]+\]|(\*\.)?[\w-]+(\.[\w-]+)*)(:\d+)?$/, { error: WANTED_ORIGIN }),
  z.refine((text) => URL.canParse(text) && new URL(text).origin === text, { error: WANTED_ORIGIN }),
);

/** As above, of one site: pages are known to search engines by it. */
const OwnOrigin = Origin.check(z.refine((text) => !text.includes('*'), { error: WANTED_ORIGIN }));

export const Role = z.enum(['owner', 'admin', 'agent', 'viewer']);
export type Role = z.infer<typeof Role>;

/** `enforced`: nobody begins, opens or sends without a token that the workspace's own server has signed. */
export const IdentityMode = z.enum(['optional', 'enforced']);
export type IdentityMode = z.infer<typeof IdentityMode>;

/** An agent as his colleagues see him. */
export const Teammate = z.object({
  id: AgentId,
  name: z.string(), // by which visitors see him called
  role: Role,
  photo: z.nullable(z.string()), // a URL
  isAway: z.boolean(), // by his own word, whatever is open
  hours: z.nullable(WorkingHours), // none: always on shift
  absences: z.array(Absence), // the soonest first
});
export type Teammate = z.infer<typeof Teammate>;

export const Team = z.object({ id: TeamId, name: z.string(), memberIds: z.array(AgentId) });
export type Team = z.infer<typeof Team>;

/** A workspace as one of its agents sees it. */
export const Workspace = z.object({
  id: WorkspaceId,
  name: z.string(),
  allowedOrigins: z.array(z.string()), // where the messenger may be embedded; empty: anywhere
  seenOrigins: z.array(z.object({ origin: z.string(), lastSeenAt: z.iso.datetime() })),
  identityMode: IdentityMode,
  ratingScale: RatingScale,
  makesPromises: z.boolean(), // tells visitors when a person answers
  promiseLikelihood: z.int(), // that a promise is to hold, in percent
  showsQueuePlace: z.boolean(), // to who waits
  aimMinutes: z.int(), // of office time, in which the team wants to answer: said until there is a history
  showsHelp: z.boolean(), // what is published for everyone, as a help centre
  helpColor: HelpColor,
  helpUrl: z.nullable(z.string()), // an origin of its own, if it has one
  logo: z.nullable(z.string()), // a URL
  botMode: BotMode, // silent, whatever it says, until an article is published
  botName: z.nullable(z.string()), // none: the workspace's own
  agents: z.array(Teammate), // the longest membership first
  teams: z.array(Team),
  tags: z.array(Tag), // by name
  // Who and what is no longer here: messages and topics still name them.
  formerAgents: z.array(z.object({ id: AgentId, name: z.string() })),
  formerTeams: z.array(z.object({ id: TeamId, name: z.string() })),
});
export type Workspace = z.infer<typeof Workspace>;

export const WorkspaceName = textOf(80, 1);
export const NewWorkspace = z.strictObject({ name: WorkspaceName });
export type NewWorkspace = z.infer<typeof NewWorkspace>;

export const WorkspaceChange = z.strictObject({
  name: z.optional(WorkspaceName),
  allowedOrigins: z.optional(z.array(Origin).check(z.maxLength(50))),
  identityMode: z.optional(IdentityMode),
  ratingScale: z.optional(RatingScale),
  makesPromises: z.optional(z.boolean()),
  promiseLikelihood: z.optional(z.int().check(z.minimum(50), z.maximum(95))),
  showsQueuePlace: z.optional(z.boolean()),
  aimMinutes: z.optional(z.int().check(z.minimum(1), z.maximum(10_080))),
  botMode: z.optional(BotMode),
  botName: z.optional(BotName), // empty: the workspace's own
  showsHelp: z.optional(z.boolean()),
  helpColor: z.optional(HelpColor),
  helpUrl: z.optional(z.nullable(OwnOrigin)),
});
export type WorkspaceChange = z.infer<typeof WorkspaceChange>;

/** The signed-in user and the workspaces in which he is an agent. */
export const Me = z.object({
  user: z.object({ id: UserId, name: z.string(), email: z.string() }),
  workspaces: z.array(z.object({ id: WorkspaceId, name: z.string(), agentId: AgentId, role: Role })),
});
export type Me = z.infer<typeof Me>;
