import { type SQL, sql } from 'drizzle-orm';
import { flowRuns, flows } from '../db/schema/flows.ts';
import { messages } from '../db/schema/messages.ts';

/**
 * A column of `messages`: a visitor has written in a workspace that has a flow on, or about what one runs in. What came by
 * mail a person answers.
 */
export const callsFlows: SQL<boolean> = sql`(${messages.authorKind} = 'visitor' and ${messages.kind} = 'message'
  and ${messages.via} is null
  and (exists (select from ${flows} flow
      where flow.workspace_id = ${messages.workspaceId} and flow.is_on and flow.removed_at is null)
    or exists (select from ${flowRuns} run
      where run.workspace_id = ${messages.workspaceId} and run.topic_id = ${messages.topicId} and run.ended_at is null)))`;

/** Of `messages`: a flow has taken it in, or one runs in its topic, so it is no turn of the bot's. */
export const isFlows: SQL = sql`exists (select from ${flowRuns} run
  where run.workspace_id = ${messages.workspaceId} and run.topic_id = ${messages.topicId}
    and (run.ended_at is null or run.heard_id = ${messages.id}))`;
