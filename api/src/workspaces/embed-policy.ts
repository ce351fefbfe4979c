import type { NamedArticle } from '@everthread/shared/models/found-article';
import type { AgentId, WorkspaceId } from '@everthread/shared/models/ids';
import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import { photoUrl } from '../agents/photo-url.ts';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import type { Database } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { selectFirstArticles } from '../help/visitor-articles.ts';

const FRESH_FOR_MS = 60_000;
const MAX_REMEMBERED = 1_000;
const MOST_FACES = 5;

/** What the messenger's page must know before it knows who asks. The team's names are what every visitor sees. */
export type EmbedPolicy = {
  allowedOrigins: readonly string[]; // none named: anywhere
  help: readonly NamedArticle[]; // a few articles, in each language: where somebody may find what he would ask
  team: { name: string; agents: { id: AgentId; name: string; photo: string | null }[] };
};

type Remembered = { policy: EmbedPolicy | null; until: number };
const remembered = new WeakMap<Database, Map<WorkspaceId, Remembered>>();

/** On which origins the workspace may be embedded and who answers there, at most a minute old; null where there is none. */
export async function embedPolicy(surroundings: Surroundings, workspaceId: WorkspaceId): Promise<EmbedPolicy | null> {
  const policies = policiesOf(surroundings.db);
  const now = surroundings.now().getTime();
  const known = policies.get(workspaceId);
  if (known && known.until > now) return known.policy;

  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  const [[workspace], faces, { rows: help }] = await inWorkspace(ctx, [
    ctx.db
      .select({ name: workspaces.name, allowedOrigins: workspaces.allowedOrigins, helpUrl: workspaces.helpUrl })
      .from(workspaces)
      .where(eq(workspaces.id, workspaceId)),
    ctx.db
      .select({ id: agents.id, name: agents.name, photo: agents.photo })
      .from(agents)
      .where(and(eq(agents.workspaceId, workspaceId), isNull(agents.leftAt), ne(agents.role, 'viewer')))
      .orderBy(asc(agents.joinedAt))
      .limit(MOST_FACES),
    selectFirstArticles(ctx),
  ]);
  if (policies.size >= MAX_REMEMBERED) policies.clear();
  const team = faces.map(({ photo, ...face }) => {
    return { ...face, photo: photo && photoUrl(surroundings.config, workspaceId, photo) };
  });
  const ofHelp = workspace?.helpUrl && workspace.allowedOrigins.length > 0 ? [workspace.helpUrl] : [];
  const policy = workspace
    ? { allowedOrigins: [...workspace.allowedOrigins, ...ofHelp], help, team: { name: workspace.name, agents: team } }
    : null;
  policies.set(workspaceId, { policy, until: now + FRESH_FOR_MS });
  return policy;
}

/** So that who changes it sees it at once, at least where his next request meets this isolate. */
export function forgetEmbedPolicy(db: Database, workspaceId: WorkspaceId): void {
  policiesOf(db).delete(workspaceId);
}

function policiesOf(db: Database): Map<WorkspaceId, Remembered> {
  const policies = remembered.get(db) ?? new Map<WorkspaceId, Remembered>();
  remembered.set(db, policies);
  return policies;
}
