import { AgentId, UserId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Role } from '@everthread/shared/models/workspace';
import { and, eq } from 'drizzle-orm';
import { serializeSigned } from 'hono/utils/cookie';
import { sessionCookieName } from '../src/accounts/session-token.ts';
import type { Config } from '../src/config.ts';
import type { AgentActor, Context, Surroundings, SystemActor } from '../src/context.ts';
import { inWorkspace } from '../src/db/in-workspace.ts';
import { agents } from '../src/db/schema/agents.ts';
import { sessions, users } from '../src/db/schema/auth.ts';
import { workspaceMail } from '../src/db/schema/mail.ts';
import { workspaces } from '../src/db/schema/workspaces.ts';

const A_DAY_IN_MS = 24 * 60 * 60 * 1000;

/** Makes a workspace of its own for a test, as the system may. */
export async function newWorkspace(surroundings: Surroundings, name = 'Teapots & Co'): Promise<Context<SystemActor>> {
  const workspaceId = WorkspaceId.parse(surroundings.newId());
  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  await inWorkspace(ctx, [
    ctx.db.insert(workspaces).values({ id: workspaceId, name, createdAt: ctx.now() }),
    ctx.db.insert(workspaceMail).values({ workspaceId }),
  ]);
  return ctx;
}

/** Where nothing is promised from now on, no event comes of it: for who counts events, or waits for his own. */
export async function promiseNothing({ db, actor, ...rest }: Context<SystemActor>): Promise<void> {
  await inWorkspace({ db, actor, ...rest }, [
    db.update(workspaces).set({ makesPromises: false }).where(eq(workspaces.id, actor.workspaceId)),
  ]);
}

export type TestAgent = {
  ctx: Context<AgentActor>;
  workspaceId: WorkspaceId;
  agentId: AgentId;
  userId: UserId;
  sessionId: string;
  sessionToken: string;
  email: string;
  /** What a signed-in browser sends. */
  cookie: string;
};

/** Makes a user with a living session who is an agent of the workspace. He has no password, and his replies go at once. */
export async function newAgent(
  workspace: Context<SystemActor>,
  role: Role = 'agent',
  name = 'Ada',
): Promise<TestAgent> {
  const { workspaceId } = workspace.actor;
  const userId = UserId.parse(workspace.newId());
  const agentId = AgentId.parse(workspace.newId());
  const [sessionId, sessionToken] = [workspace.newId(), workspace.newId()];
  const email = `${userId}@team.example`;
  const now = workspace.now();
  await inWorkspace(workspace, [
    workspace.db.insert(users).values({ id: userId, name, email, emailVerified: true, createdAt: now }),
    workspace.db.insert(sessions).values({
      id: sessionId,
      userId,
      token: sessionToken,
      expiresAt: new Date(now.getTime() + 30 * A_DAY_IN_MS),
      createdAt: now,
      updatedAt: now,
    }),
    workspace.db.insert(agents).values({ workspaceId, id: agentId, userId, name, role, holdSeconds: 0, joinedAt: now }),
  ]);
  const { actor: _system, ...surroundings } = workspace;
  return {
    ctx: { ...surroundings, actor: { kind: 'agent', workspaceId, sessionToken } },
    workspaceId,
    agentId,
    userId,
    sessionId,
    sessionToken,
    email,
    cookie: await cookieOf(sessionToken, workspace.config),
  };
}

/** The two at once: a workspace and its owner. */
export async function workspaceWithAgent(surroundings: Surroundings, role: Role = 'owner'): Promise<TestAgent> {
  return newAgent(await newWorkspace(surroundings), role);
}

/** The `cookie` header of a browser that holds this session. */
export async function cookieOf(sessionToken: string, config: Config): Promise<string> {
  const attributes = { path: '/', secure: true };
  const cookie = await serializeSigned(sessionCookieName(config), sessionToken, config.keys.session, attributes);
  return cookie.slice(0, cookie.indexOf(';'));
}

/** The agent's membership ends; his user and session go on. */
export async function leave(workspace: Context<SystemActor>, { workspaceId, agentId }: TestAgent): Promise<void> {
  const thisOne = and(eq(agents.workspaceId, workspaceId), eq(agents.id, agentId));
  await inWorkspace(workspace, [workspace.db.update(agents).set({ leftAt: workspace.now() }).where(thisOne)]);
}
