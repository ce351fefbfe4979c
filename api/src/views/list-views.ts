import {
  BUILT_IN_VIEWS,
  builtInFilters,
  ownView,
  teamView,
  type ViewKey,
} from '@everthread/shared/models/built-in-views';
import type { TopicId } from '@everthread/shared/models/ids';
import type { Views } from '@everthread/shared/models/view';
import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { teams } from '../db/schema/teams.ts';
import { topics } from '../db/schema/topics.ts';
import { views } from '../db/schema/views.ts';
import { isMentionedIn } from '../mentions/list-mentions.ts';
import { type Counted, countTopics, readCounts } from './count-topics.ts';
import { toView } from './view-view.ts';

/** How many views one agent is shown: his own first. */
const MOST_VIEWS = 100;

/** In how many topics somebody may be named for them to be told one by one. */
const MOST_NAMED_IN = 500;

/** The views of the asking agent, and how many topics each view holds, the built-in ones included. Two trips. */
export async function listViews(ctx: Context<AgentActor>): Promise<Views> {
  const { workspaceId } = ctx.actor;
  const [viewRows, teamRows] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select()
      .from(views)
      .where(and(eq(views.workspaceId, workspaceId), or(eq(views.isShared, true), isOwn)))
      // Those that are one's alone first, for what all see is in one order for all.
      .orderBy(asc(views.isShared), sql`${views.position} nulls last`, asc(views.createdAt), asc(views.id))
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
  const [{ rows }, { rows: named }] = await inWorkspace(atLeast('viewer', ctx), [
    countTopics(ctx, counted),
    ctx.db.execute<{ id: TopicId }>(sql`select topic.id from ${topics} topic
      where topic.workspace_id = ${workspaceId} and topic.status in ('open', 'waiting', 'snoozed') and ${isMentionedIn(workspaceId)}
      limit ${MOST_NAMED_IN + 1}`),
  ]);
  return {
    views: viewRows.map(toView),
    counts: readCounts(counted, rows),
    namedIn: named.length > MOST_NAMED_IN ? null : named.map(({ id }) => id),
  };
}

const isOwn = sql`${views.ownerId} = current_agent()`;

const asCounted = (key: ViewKey): Counted[number] => [key, builtInFilters(key) ?? {}];
