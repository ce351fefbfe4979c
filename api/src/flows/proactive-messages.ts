import type { FlowPlan } from '@everthread/shared/models/flow';
import type { FlowId, WorkspaceId } from '@everthread/shared/models/ids';
import type { ProactiveMessage } from '@everthread/shared/models/proactive';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import type { Database } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { flows, flowVersions } from '../db/schema/flows.ts';
import { hoursOf } from '../hours/hours-of.ts';
import { readHours, selectHours } from '../hours/select-hours.ts';
import { isOpenAt } from '../promises/hours.ts';
import { selectFlows } from './flow-view.ts';

const FRESH_FOR_MS = 60_000;
const MAX_REMEMBERED = 1_000;

type Remembered = { messages: readonly ProactiveMessage[]; until: number };
const remembered = new WeakMap<Database, Map<WorkspaceId, Remembered>>();

/** What a workspace's flows say to who stays on a page, now, at most a minute old; none of what is no workspace. */
export async function proactiveMessages(
  surroundings: Surroundings,
  workspaceId: WorkspaceId,
): Promise<readonly ProactiveMessage[]> {
  const all = remembered.get(surroundings.db) ?? new Map<WorkspaceId, Remembered>();
  remembered.set(surroundings.db, all);
  const now = surroundings.now().getTime();
  const known = all.get(workspaceId);
  if (known && known.until > now) return known.messages;
  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  const [rows, office, shifts] = await inWorkspace(ctx, [
    selectFlows(ctx.db)
      .where(
        and(
          eq(flows.workspaceId, workspaceId),
          eq(flows.isOn, true),
          isNull(flows.removedAt),
          eq(sql`${flowVersions.plan} ->> 'trigger'`, 'page'),
        ),
      )
      .orderBy(asc(flows.createdAt), asc(flows.id)),
    ...selectHours(ctx.db, workspaceId),
  ]);
  const hours = hoursOf(readHours(office, shifts), null);
  const isOpen = hours && isOpenAt(hours, now);
  const messages = rows.flatMap(({ id, plan }) => toMessage(id, plan, isOpen) ?? []);
  if (all.size >= MAX_REMEMBERED) all.clear();
  all.set(workspaceId, { messages, until: now + FRESH_FOR_MS });
  return messages;
}

/** Nothing where it is not to be said at this hour. */
function toMessage(id: FlowId, { shows, conditions }: FlowPlan, isOpen: boolean | null): ProactiveMessage | undefined {
  const kinds = new Set(conditions.map(({ kind }) => kind));
  if (!shows || (kinds.has('within-hours') && isOpen !== true) || (kinds.has('outside-hours') && isOpen !== false))
    return undefined;
  return {
    id,
    ...shows,
    pages: conditions.flatMap((each) => (each.kind === 'page' ? each.contains : [])),
    languages: conditions.flatMap((each) => (each.kind === 'language' ? each.language : [])),
  };
}
