import type { WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { selectOwnMemberships } from '../agents/own-memberships.ts';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import { topicReads, topics } from '../db/schema/topics.ts';
import { asUser } from './as-user.ts';

/** Where counting ends: whoever has more than that has much to do, and no list of workspaces says how much. */
const MOST_COUNTED = 100;
/** In so many workspaces, those of the longest membership first. */
const MOST_WORKSPACES = 50;

/**
 * How many open topics in each of one's workspaces one has not read, of those that are one's own or nobody's. Two trips,
 * however many workspaces; each is entered as any request of an agent enters it.
 */
export async function countUnread(
  surroundings: Surroundings,
  sessionToken: string,
): Promise<Record<WorkspaceId, number>> {
  const { db, now } = surroundings;
  const [memberships] = await asUser(surroundings, sessionToken, [selectOwnMemberships(db)]);
  const counted = memberships.slice(0, MOST_WORKSPACES).map(({ workspaceId }) => workspaceId);
  const results = await runBatch(db, [
    db.execute(sql`select assert_isolated_role()`),
    ...counted.flatMap((workspaceId) => [
      db.execute(sql`select enter_as_agent(${workspaceId}, ${sessionToken}, ${now().toISOString()}, 'viewer')`),
      db.execute(sql`
          select count(*)::integer as count from (
            select 1 from ${topics} topic
              left join ${topicReads} read on read.workspace_id = topic.workspace_id and read.topic_id = topic.id
                and read.agent_id = current_agent()
            where topic.workspace_id = ${workspaceId} and topic.status = 'open'
              and (topic.assignee_id is null or topic.assignee_id = current_agent())
              and topic.last_visitor_seq > coalesce(read.seq, 0)
            limit ${MOST_COUNTED}) unread`),
    ]),
  ]);
  return Object.fromEntries(
    counted.map((workspaceId, i) => {
      const { rows } = results[2 + 2 * i] as { rows: { count: number }[] };
      return [workspaceId, rows[0]?.count ?? 0];
    }),
  );
}
