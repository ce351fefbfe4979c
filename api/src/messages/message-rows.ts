import { and, eq, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { filesOfMessage } from '../attachments/attachment-rows.ts';
import { botOfMessage, callsTheBot } from '../bot/bot-rows.ts';
import type { Database } from '../db/connect.ts';
import { agents } from '../db/schema/agents.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { callsFlows } from '../flows/flow-rows.ts';
import { type TopicDetails, topicColumns } from '../topics/topic-rows.ts';

const quoted = alias(messages, 'quoted');

/** What the views of a message need. */
const messageColumns = {
  id: messages.id,
  threadId: messages.threadId,
  topicId: messages.topicId,
  seq: messages.seq,
  rev: messages.rev,
  kind: messages.kind,
  authorKind: messages.authorKind,
  bot: botOfMessage,
  mentions: messages.mentions,
  via: messages.via,
  text: messages.text,
  sentAt: messages.sentAt,
  editedAt: messages.editedAt,
  deletedAt: messages.deletedAt,
  authorIdentity: messages.authorIdentity,
  quotedId: quoted.id,
  quotedSeq: quoted.seq,
  quotedBy: quoted.authorKind,
  quotedText: quoted.text,
  files: filesOfMessage,
  visitorId: threads.visitorId,
  agentId: messages.agentId,
  agentName: agents.name,
};

const itsThread = and(eq(threads.workspaceId, messages.workspaceId), eq(threads.id, messages.threadId));
const itsAgent = and(eq(agents.workspaceId, messages.workspaceId), eq(agents.id, messages.agentId));
const itsQuote = and(eq(quoted.workspaceId, messages.workspaceId), eq(quoted.id, messages.quotedId));
const itsTopic = and(eq(topics.workspaceId, messages.workspaceId), eq(topics.id, messages.topicId));
const itsVisitor = and(eq(visitors.workspaceId, threads.workspaceId), eq(visitors.id, threads.visitorId));

/** Messages with what their views need of their thread and author. Add `where` (with the workspace) and order. */
export const selectMessages = (db: Database) =>
  db
    .select(messageColumns)
    .from(messages)
    .innerJoin(threads, itsThread)
    .leftJoin(agents, itsAgent)
    .leftJoin(quoted, itsQuote);

/** As `selectMessages`, each with its topic as it now is, and with `more`. */
export const selectWithTopics = <More extends Record<string, SQL> = Record<never, SQL>>(db: Database, more?: More) =>
  db
    .select({ message: messageColumns, topic: topicColumns, callsTheBot, callsFlows, ...(more as More) })
    .from(messages)
    .innerJoin(threads, itsThread)
    .innerJoin(topics, itsTopic)
    .innerJoin(visitors, itsVisitor)
    .leftJoin(agents, itsAgent)
    .leftJoin(quoted, itsQuote);

export type MessageRow = Awaited<ReturnType<typeof selectMessages>>[number];

/** A message and its topic, as their views take them. */
export type SentRows = { message: MessageRow; topic: TopicDetails; callsTheBot: boolean; callsFlows: boolean };
