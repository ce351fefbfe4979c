import type { UserId } from '@everthread/shared/models/ids';
import { AgentId, WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Surroundings } from '../context.ts';
import { agents } from '../db/schema/agents.ts';
import { users } from '../db/schema/auth.ts';
import { workspaceMail } from '../db/schema/mail.ts';
import { waysBack } from '../db/schema/ways-back.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { newPushKeys } from '../identity/new-push-keys.ts';

/** The statements that make a workspace and the transaction's user its owner. They enter it: nothing else may follow. */
export async function foundWorkspace({ db, config, now, newId }: Surroundings, name: string) {
  const workspaceId = WorkspaceId.parse(newId());
  const { publicKey, sealedKey } = await newPushKeys({ config }, workspaceId);
  const currentUser = sql<UserId>`current_user_id()`;
  const statements = [
    db.execute(sql`select enter_workspace(${workspaceId})`),
    db.insert(workspaces).values({ id: workspaceId, name, createdAt: now() }),
    db
      .insert(agents)
      .values({
        workspaceId,
        id: AgentId.parse(newId()),
        userId: currentUser,
        name: sql`(select ${users.name} from ${users} where ${users.id} = ${currentUser})`,
        role: 'owner',
        joinedAt: now(),
      })
      .returning(),
    db.insert(workspaceMail).values({ workspaceId }),
    db.insert(waysBack).values({ workspaceId, publicKey, sealedKey }),
  ] as const;
  return { workspaceId, statements };
}
