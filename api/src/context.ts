import type { VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Config } from './config.ts';
import type { Database } from './db/connect.ts';

/** What every request has, whoever asks. Time and chance come from here, so that a test can set them. */
export type Surroundings = {
  db: Database;
  config: Config;
  now: () => Date;
  newId: () => string; // a UUID
};

/** Shows a key: may begin or open the thread that hangs on it. */
export type KeyHolder = { kind: 'key-holder'; workspaceId: WorkspaceId; keyHash: string };
/** Proven by an access token. */
export type VisitorActor = { kind: 'visitor'; workspaceId: WorkspaceId; visitorId: VisitorId };
/** Brings a session; the database proves it and the membership within the verb's own batch. */
export type AgentActor = { kind: 'agent'; workspaceId: WorkspaceId; sessionToken: string };
/** What follows from an event is done in nobody's name. */
export type SystemActor = { kind: 'system'; workspaceId: WorkspaceId };

export type Actor = KeyHolder | VisitorActor | AgentActor | SystemActor;

export type Context<Who extends Actor = Actor> = Surroundings & { actor: Who };
