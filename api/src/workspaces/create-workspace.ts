import type { NewWorkspace, Workspace } from '@everthread/shared/models/workspace';
import { asUser } from '../accounts/as-user.ts';
import { selectOwnMemberships } from '../agents/own-memberships.ts';
import type { Surroundings } from '../context.ts';
import { AppError } from '../errors.ts';
import { countTry } from '../throttles/throttle.ts';
import { foundWorkspace } from './found-workspace.ts';
import { toWorkspace, type WorkspaceRow } from './workspace-view.ts';

const byNetwork = { of: 'new workspace by network', max: 50, minutes: 60 };

/** The signed-in user becomes the owner. Throws `forbidden` where one joins by invitation and he owns none. */
export async function createWorkspace(
  surroundings: Surroundings,
  sessionToken: string,
  { name }: NewWorkspace,
  network: string,
): Promise<Workspace> {
  await countTry(surroundings, { narrow: [], wide: [{ rule: byNetwork, subject: network }] });
  if (surroundings.config.signUp !== 'open') await requireOwner(surroundings, sessionToken);
  const { workspaceId, statements } = await foundWorkspace(surroundings, name);
  const [, , founders] = await asUser(surroundings, sessionToken, statements);
  const asFounded = {
    allowedOrigins: [],
    identityMode: 'optional',
    ratingScale: 'faces',
    makesPromises: true,
    promiseLikelihood: 90,
    showsQueuePlace: false,
    aimMinutes: 240,
    botMode: 'bot-first',
    botName: null,
    showsHelp: true,
    helpColor: 'indigo',
    helpUrl: null,
    logo: null,
  } satisfies Partial<WorkspaceRow>;
  const row = { id: workspaceId, name, ...asFounded };
  return toWorkspace(surroundings.config, row, { seen: [], agents: founders, teams: [], tags: [] });
}

/** Whoever was let in to answer was not let in to begin workspaces of his own. */
async function requireOwner(surroundings: Surroundings, sessionToken: string): Promise<void> {
  const [memberships] = await asUser(surroundings, sessionToken, [selectOwnMemberships(surroundings.db)]);
  if (memberships.some(({ role }) => role === 'owner')) return;
  throw new AppError('forbidden', 'Only who owns a workspace here may begin another. Ask an owner of your team’s');
}
