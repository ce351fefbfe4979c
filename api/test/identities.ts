import { randomUUID } from 'node:crypto';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import { type JWTPayload, SignJWT } from 'jose';
import type { AgentActor, Context, KeyHolder, Person, PersonActor, SystemActor } from '../src/context.ts';
import { createIdentitySecret } from '../src/identity/secrets.ts';
import { newAgent } from './factories.ts';

export type TestSecret = { id: string; value: string };

/** A secret that the workspace's owner has made. */
export async function newSecret(owner: Context<AgentActor>): Promise<TestSecret> {
  const { secret, value } = await createIdentitySecret(owner);
  return { id: secret.id, value };
}

/** A token as a workspace's own server makes it; any claim can be made another, or `undefined` for none. */
export function signToken(
  workspaceId: WorkspaceId | string,
  { id, value }: TestSecret,
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const payload = { aud: workspaceId, sub: 'ada', iat: now, exp: now + 600, ...claims };
  return new SignJWT(payload as JWTPayload)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: id, ...header })
    .sign(new TextEncoder().encode(value));
}

/** A workspace's people, as their tokens have proven them to be. */
export async function newPeople(workspace: Context<SystemActor>) {
  const { workspaceId } = workspace.actor;
  const { ctx: owner } = await newAgent(workspace, 'owner');
  const { id: secretId } = await newSecret(owner);
  const newPerson = (profile: Partial<Person> = {}): Person => ({ externalId: randomUUID(), secretId, ...profile });
  return {
    owner,
    newPerson,
    asPerson: (person: Person): Context<PersonActor> => ({
      ...workspace,
      actor: { kind: 'person', workspaceId, person },
    }),
    withToken: (holder: Context<KeyHolder>, person: Person): Context<KeyHolder> => ({
      ...holder,
      actor: { ...holder.actor, person },
    }),
  };
}
