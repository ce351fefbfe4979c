import type { AgentId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Identity } from '@everthread/shared/models/visitor';
import type { Attribute, AttributeSource } from '@everthread/shared/models/visitor-details';
import type { Role } from '@everthread/shared/models/workspace';
import type { Encoder } from './bot/encoder/encoder.ts';
import type { Config } from './config.ts';
import type { Database } from './db/connect.ts';

/** What every request has, whoever asks. Time and chance come from here, so that a test can set them. */
export type Surroundings = {
  db: Database;
  config: Config;
  now: () => Date;
  newId: () => string; // a UUID
  encoder?: Encoder; // by which what is said in other words is found where no other model is set
};

/** What a site tells of its user: in the order in which it stands there, each name once. */
export type ToldAttributes = { by: AttributeSource; pairs: readonly (readonly [string, Attribute['value']])[] };

/** Who an identity token says its bearer is, and which of the workspace's secrets signed it. */
export type Person = {
  externalId: string;
  secretId: string;
  name?: string;
  email?: string;
  attributes?: ToldAttributes;
};

/** Shows a key: may begin or open the thread that hangs on it. With a proven person: only that person's. */
export type KeyHolder = { kind: 'key-holder'; workspaceId: WorkspaceId; keyHash: string; person?: Person };
/** Has proven who he is, and shows no key, or one that may be anybody's. */
export type PersonActor = { kind: 'person'; workspaceId: WorkspaceId; person: Person };
/** Proven by an access token, which was given for a key. `identity`: what he was known as then. */
export type VisitorActor = {
  kind: 'visitor';
  workspaceId: WorkspaceId;
  visitorId: VisitorId;
  keyHash: string;
  identity: Identity;
};
/** Wrote a mail that was found to be this visitor's. `identity`: what of him the mail proves. */
export type MailSender = { kind: 'mail-sender'; workspaceId: WorkspaceId; visitorId: VisitorId; identity: Identity };
/**
 * Brings a session; the database proves it and the membership within the verb's own batch, and that he is `atLeast`
 * this much there: `agent` where nothing is said.
 */
export type AgentActor = { kind: 'agent'; workspaceId: WorkspaceId; sessionToken: string; atLeast?: Role };
/** Wrote something that is to be done later, and is not here now. Held to what he may do then. */
export type AbsentAgentActor = { kind: 'absent-agent'; workspaceId: WorkspaceId; agentId: AgentId };
/** What follows from an event is done in nobody's name. */
export type SystemActor = { kind: 'system'; workspaceId: WorkspaceId };

export type Actor = KeyHolder | PersonActor | VisitorActor | MailSender | AgentActor | AbsentAgentActor | SystemActor;

/** What a visitor is known as while he acts; null for others. */
export function identityOf(actor: Actor): Identity | null {
  if (actor.kind === 'visitor' || actor.kind === 'mail-sender') return actor.identity;
  if (actor.kind === 'person') return 'verified';
  return actor.kind === 'key-holder' ? (actor.person ? 'verified' : 'claimed') : null;
}

export type Context<Who extends Actor = Actor> = Surroundings & { actor: Who };
