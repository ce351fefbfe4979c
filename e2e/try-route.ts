import { sql } from 'drizzle-orm';
import { expect, inject, vi } from 'vitest';
import { connect } from '../api/src/db/connect.ts';
import type { Tried } from './furnished-place.ts';
import { type Answer, knock } from './knock.ts';
import { requests } from './route-requests.ts';

const pathTo = (route: string, place: Tried) =>
  (route.split(' ')[1] ?? '')
    .replace(':workspaceId', place.workspaceId)
    .replace(':threadId', place.threadId)
    .replace(':topicId', place.topicId)
    .replace(':attachmentId', crypto.randomUUID())
    .replace('/scheduled/:messageId', `/scheduled/${place.scheduledId}`)
    .replace(':messageId', route.includes('/visitor/') ? place.visitorsMessageId : place.agentsMessageId)
    .replace(':sessionId', place.agent.sessionId)
    .replace(':deviceId', place.deviceId)
    .replace(':agentId', place.colleagueId)
    .replace(':teamId', place.teamId)
    .replace(':invitationId', place.invitationId)
    .replace(':secretId', 'k-nobodys')
    .replace(':tagId', place.tagId)
    .replace(':mergeId', crypto.randomUUID())
    .replace(':visitorId', place.visitor.access.visitorId)
    .replace(':viewId', place.viewId)
    .replace(':flowId', place.flowId)
    .replace(':importId', crypto.randomUUID())
    .replace(':targetId', place.targetId)
    .replace(':experimentId', place.experimentId)
    .replace(':calendarId', crypto.randomUUID())
    .replace(':savedReplyId', place.savedReplyId)
    .replace(':articleId', place.articleId)
    .replace(':collectionId', place.collectionId)
    .replace(':language', 'en')
    .replace(':place', '0')
    .replace(':version', '1')
    .replace(':kind', 'message');

/** Makes the request of `requests` with these credentials, about the things of that place. */
export async function tryRoute(route: string, headers: Record<string, string>, place: Tried): Promise<Answer> {
  const { query = '', body } = requests[route]?.(place) ?? {};
  return knock(`${pathTo(route, place)}${query}`, { method: route.split(' ')[0] ?? '', headers, body });
}

/** Waits until all that follows from what was done there has been done. */
export async function untilFollowedUp({ workspaceId }: Tried): Promise<void> {
  const owner = connect(inject('system').ownerUrl);
  const due = sql`select 1 from outbox
    where workspace_id = ${workspaceId} and parked_at is null and due_at <= now() + interval '1 second'`;
  await vi.waitFor(async () => expect((await owner.execute(due)).rows).toEqual([]), { timeout: 30_000 });
}

/** Everything that is stored about the workspace, as one text. */
export async function everythingAbout({ workspaceId, visitor }: Tried): Promise<string> {
  const owner = connect(inject('system').ownerUrl);
  // What follows from changes, the search's index among it, where the tag was seen and when other visitors were seen
  // change by themselves.
  const { rows: tables } = await owner.execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'workspace_id' and table_name not in ('outbox', 'agent_notices', 'seen_origins', 'visitors', 'visitor_passes', 'recovery_links')
      and table_name not like 'search%'
      and table_name not in ('article_docs', 'article_passages', 'article_postings', 'article_terms', 'article_norms')
    order by 1`);
  const parts = await Promise.all(
    tables.map(({ name }) =>
      owner.execute(sql`select * from ${sql.identifier(name)} where workspace_id = ${workspaceId} order by 1, 2`),
    ),
  );
  const themselves = await owner.execute(sql`select * from visitors where id = ${visitor.access.visitorId}`);
  const workspace = await owner.execute(sql`select * from workspaces where id = ${workspaceId}`);
  return JSON.stringify([...parts, themselves, workspace].map(({ rows }) => rows));
}
