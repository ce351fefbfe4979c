import { createHmac, randomUUID } from 'node:crypto';
import type { SecretWanted } from '@everthread/shared/models/identity';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import { type JWTPayload, SignJWT } from 'jose';
import type {
  AgentActor,
  Context,
  KeyHolder,
  Person,
  PersonActor,
  Surroundings,
  VisitorActor,
} from '../src/context.ts';
import { createIdentitySecret } from '../src/identity/secrets.ts';
import { hashKey } from '../src/visitors/key-hash.ts';
import type { OpenedSession } from '../src/visitors/visitor-thread.ts';
import { newKey } from './conversations.ts';
import { newAgent, newWorkspace } from './factories.ts';

export type TestSecret = { id: string; value: string };

/** A secret that the workspace's owner has made. */
export async function newSecret(owner: Context<AgentActor>, wanted: SecretWanted = {}): Promise<TestSecret> {
  const { secret, value } = await createIdentitySecret(owner, wanted);
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

/** What a page gives in place of a token: a user's id, and its hash. */
export const hashUser = ({ id, value }: TestSecret, userId: string): string =>
  `hmac:${id}:${createHmac('sha256', value).update(userId).digest('hex')}:${userId}`;

/** A workspace with people who can prove who they are, and the owner who made its secret. */
export async function newCompany(surroundings: Surroundings) {
  const workspace = await newWorkspace(surroundings);
  const { workspaceId } = workspace.actor;
  const { ctx: owner } = await newAgent(workspace, 'owner');
  const { id: secretId } = await newSecret(owner);
  return {
    workspace,
    owner,
    newPerson: (profile: Partial<Person> = {}): Person => ({ externalId: randomUUID(), secretId, ...profile }),
    asPerson: (person: Person): Context<PersonActor> => ({
      ...workspace,
      actor: { kind: 'person', workspaceId, person },
    }),
    withToken: (holder: Context<KeyHolder>, person: Person): Context<KeyHolder> => ({
      ...holder,
      actor: { ...holder.actor, person },
    }),
    asVisitor: ({ actor }: Context<KeyHolder>, { visitorId, identity }: OpenedSession): Context<VisitorActor> => ({
      ...workspace,
      actor: { kind: 'visitor', workspaceId, visitorId, identity, keyHash: actor.keyHash },
    }),
  };
}

export const newHash = () => hashKey(newKey());

export const textsOf = (session: OpenedSession | null) => session?.thread.messages.map(({ text }) => text);
