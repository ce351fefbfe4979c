import type { NewWorkspace, Workspace } from '@everthread/shared/models/workspace';
import { asUser } from '../accounts/as-user.ts';
import type { Surroundings } from '../context.ts';
import { countTry } from '../throttles/throttle.ts';
import { foundWorkspace } from './found-workspace.ts';
import { toWorkspace, type WorkspaceRow } from './workspace-view.ts';

const byNetwork = { of: 'new workspace by network', max: 50, minutes: 60 };

/** The signed-in user becomes the owner. */
export async function createWorkspace(
  surroundings: Surroundings,
  sessionToken: string,
  { name }: NewWorkspace,
  network: string,
): Promise<Workspace> {
  await countTry(surroundings, { narrow: [], wide: [{ rule: byNetwork, subject: network }] });
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
