import { type SQL, sql } from 'drizzle-orm';
import { messages } from '../db/schema/messages.ts';
import { topics } from '../db/schema/topics.ts';
import type { Him } from './place.ts';

// Whose a row is, over the row as `each`, by what it hangs on.

export const ofVisitor = ({ visitorIds }: Him): SQL => sql`each.visitor_id = any(${visitorIds})`;

export const ofThread = ({ threadIds }: Him): SQL => sql`each.thread_id = any(${threadIds})`;

export const ofTopic = ({ threadIds }: Him): SQL =>
  sql`each.topic_id in (select topic.id from ${topics} topic
    where topic.workspace_id = each.workspace_id and topic.thread_id = any(${threadIds}))`;

export const ofMessage = ({ threadIds }: Him): SQL =>
  sql`each.message_id in (select message.id from ${messages} message
    where message.workspace_id = each.workspace_id and message.thread_id = any(${threadIds}))`;
