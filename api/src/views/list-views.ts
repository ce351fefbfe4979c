import {
  BUILT_IN_VIEWS,
  builtInFilters,
  ownView,
  teamView,
  type ViewKey,
} from '@everthread/shared/models/built-in-views';
import type { Views } from '@everthread/shared/models/view';
import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { teams } from '../db/schema/teams.ts';
import { views } from '../db/schema/views.ts';
import { type Counted, countTopics, readCounts } from './count-topics.ts';
import { toView } from './view-view.ts';

/** How many views one agent is shown: his own first. */
const MOST_VIEWS = 100;

/** The views of the asking agent, and how many topics each view holds, the built-in ones included. Two trips. */
export async function listViews(ctx: Context<AgentActor>): Promise<Views> {
  const { workspaceId } = ctx.actor;
  const [viewRows, teamRows] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select()
      .from(views)
      .where(and(eq(views.workspaceId, workspaceId), or(eq(views.isShared, true), isOwn)))
      .orderBy(sql`${isOwn} desc`, asc(views.createdAt), asc(views.id))
      .limit(MOST_VIEWS),
    ctx.db
      .select({ id: teams.id })
      .from(teams)
      .where(and(eq(teams.workspaceId, workspaceId), isNull(teams.removedAt))),
  ]);
  const counted: Counted = [
    ...BUILT_IN_VIEWS.filter((key) => key !== 'done').map(asCounted),
    ...teamRows.map(({ id }) => asCounted(teamView(id))),
    ...viewRows.map(({ id, filters }) => [ownView(id), filters] as const),
  ];
  const [{ rows }] = await inWorkspace(atLeast('viewer', ctx), [countTopics(ctx, counted)]);
  return { views: viewRows.map(toView), counts: readCounts(counted, rows) };
}

const isOwn = sql`${views.ownerId} = current_agent()`;

const asCounted = (key: ViewKey): Counted[number] => [key, builtInFilters(key) ?? {}];
