import type { TopicPage } from '@everthread/shared/models/topic-page';
import type { ViewFilters, ViewSort } from '@everthread/shared/models/view';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { topics } from '../db/schema/topics.ts';
import { viewCondition } from '../views/view-condition.ts';
import { ALL_STATUSES, cursorAfter, orderOf, sayWhoseNobodys, walksOf } from './topic-order.ts';
import { selectTopicsAsRead } from './topic-rows.ts';
import { toTopic } from './topic-view.ts';

const PAGE = 50;

/** Which topics, in which order, and after which page. */
export type Listing = { filters: ViewFilters; sort: ViewSort; before?: string | undefined };

/** One page of a list of topics, with how far the asking agent has read in each. */
export async function listTopics(ctx: Context<AgentActor>, listing: Listing): Promise<TopicPage> {
  const [rows] = await inWorkspace(atLeast('viewer', ctx), [selectPage(ctx, listing)]);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    topics: page.map((row) => ({ topic: toTopic(row), readSeq: row.readSeq ?? 0 })),
    next: rows.length > PAGE && last ? cursorAfter(listing.sort, last) : null,
  };
}

/** The statement: the rows of a page, and one more where there is one. */
export function selectPage(ctx: Context<AgentActor>, listing: Listing) {
  const { workspaceId } = ctx.actor;
  return selectTopicsAsRead(ctx.db)
    .where(and(eq(topics.workspaceId, workspaceId), sql`${topics.id} in (${idsOfPage(ctx, listing)})`))
    .orderBy(orderOf(listing.sort, 'topics'));
}

/** Each status by itself, where an index knows the order; the first of them together are the page. */
function idsOfPage(ctx: Context<AgentActor>, { filters, sort, before }: Listing): SQL {
  const { workspaceId } = ctx.actor;
  const belongs = viewCondition(workspaceId, filters, ctx.now());
  const first = sayWhoseNobodys(filters);
  const walks = (filters.status ?? ALL_STATUSES).flatMap((status) =>
    walksOf(sort, before).map(
      ({ order: by, beyond, holds }) => sql`(
        select topic.id, topic.last_message_at, topic.priority, topic.waiting_rank, topic.promise_rank, topic.target_rank
        from ${topics} topic
        where topic.workspace_id = ${workspaceId} and topic.status = ${status}
          and ${holds ?? sql`true`} and ${beyond ?? sql`true`} and ${belongs}
        order by ${first}${by} limit ${PAGE + 1})`,
    ),
  );
  return sql`select topic.id from (${sql.join(walks, sql` union all `)}) topic order by ${orderOf(sort, 'topic')} limit ${PAGE + 1}`;
}
