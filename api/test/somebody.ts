import { MergeId, MessageId } from '@everthread/shared/models/ids';
import { getTableName, sql } from 'drizzle-orm';
import type { Context, Surroundings, VisitorActor } from '../src/context.ts';
import { inWorkspace } from '../src/db/in-workspace.ts';
import { saveDraft } from '../src/drafts/save-draft.ts';
import { mergeVisitors } from '../src/merges/merge-visitors.ts';
import { sendMessage, writeNote } from '../src/messages/send-message.ts';
import { himOf, type Known } from '../src/personal-data/place.ts';
import { PLACES } from '../src/personal-data/places.ts';
import { scheduleReply } from '../src/scheduled/schedule-reply.ts';
import { changeVisitor } from '../src/visitors/change-visitor.ts';
import { newThread, workspaceWithThread } from './conversations.ts';
import { rowsEverywhere } from './rows-everywhere.ts';

/**
 * A visitor with whom everything has happened that can happen with one: `mark` stands in every place that holds words of
 * him. Says under what he is known.
 */
export async function somebodyEverywhere(surroundings: Surroundings, mark: string) {
  const place = await workspaceWithThread(surroundings);
  const { workspace, agent, visitor, topicId } = place;
  const words = (text = mark) => ({ id: MessageId.parse(workspace.newId()), text });
  const other = await newThread(workspace);
  for (const each of [other, place]) {
    await changeVisitor(agent, each.visitor.actor.visitorId, {
      name: mark,
      email: `${mark}@example.com`,
      attributes: [
        { name: mark, value: mark, isPrivate: false },
        { name: `${mark} of the team`, value: mark, isPrivate: true },
      ],
    });
  }
  const { threadId } = await mergeVisitors(agent, visitor.actor.visitorId, {
    id: MergeId.parse(workspace.newId()),
    mergedId: other.visitor.actor.visitorId,
  });
  const said = await sendMessage(visitor, threadId, words());
  const answer = await sendMessage(agent, threadId, { ...words(), seenSeq: 9 });
  const note = await writeNote(agent, threadId, words());
  await saveDraft(agent, threadId, 'message', { base: 0, text: mark });
  const release = { at: new Date(workspace.now().getTime() + 3_600_000).toISOString() };
  await scheduleReply(agent, threadId, { ...words(), seenSeq: 9, release });

  const known: Known = {
    visitorIds: [visitor.actor.visitorId, other.visitor.actor.visitorId],
    threadIds: [threadId],
  };
  const fileKey = `${workspace.actor.workspaceId}/${visitor.actor.visitorId}/file`;
  const { visitorId, keyHash } = visitor.actor;
  await inWorkspace(
    workspace,
    rowsEverywhere(workspace, mark, { visitorId, keyHash, threadId, topicId, messageId: said.message.id, fileKey }),
  );
  await inWorkspace(
    workspace,
    [answer.message.id, note.message.id].map((id) =>
      workspace.db.execute(sql`insert into received_mails (workspace_id, message_id, from_address, subject, is_proven, text, received_at)
        values (${workspace.actor.workspaceId}, ${id}, ${`${mark} of the team`}, ${mark}, true, ${`${mark} of the team`},
          ${workspace.now().toISOString()}::timestamptz)`),
    ),
  );
  return { ...place, threadId, known, fileKey };
}

type Somebody = Awaited<ReturnType<typeof somebodyEverywhere>>;

/** In how many rows of each place something of him lies. */
export async function rowsOf({
  workspace,
  known,
}: Pick<Somebody, 'workspace' | 'known'>): Promise<Record<string, number>> {
  const him = himOf(known);
  const results = await inWorkspace(
    workspace,
    PLACES.map(({ table, isHis }) =>
      workspace.db.execute<{ rows: number }>(sql`select count(*)::integer as rows from ${table} each
        where each.workspace_id = ${workspace.actor.workspaceId} and ${isHis(him)}`),
    ),
  );
  return Object.fromEntries(PLACES.map(({ table }, i) => [getTableName(table), results[i]?.rows[0]?.rows ?? 0]));
}

/** The tables that his workspace can see, and in them the rows in which the mark stands. */
export async function tablesWith({ workspace }: Pick<Somebody, 'workspace'>, mark: string): Promise<string[]> {
  const { db } = workspace;
  const [{ rows: tables }] = await inWorkspace(workspace, [
    db.execute<{ name: string }>(sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`),
  ]);
  const results = await inWorkspace(
    workspace,
    tables.map(({ name }) =>
      db.execute(
        sql`select 1 from ${sql.identifier(name)} each where to_jsonb(each)::text like ${`%${mark}%`} limit 1`,
      ),
    ),
  );
  return tables.filter((_, i) => (results[i]?.rows.length ?? 0) > 0).map(({ name }) => name);
}

/** A statement: his mailbox was proven, or let go, so many hours ago. */
export const provenSince = ({ db, actor, now }: Context<VisitorActor>, hours: number) =>
  db.execute(sql`update visitors
    set mail_changed_at = ${new Date(now().getTime() - hours * 3_600_000).toISOString()}::timestamptz
    where workspace_id = ${actor.workspaceId} and id = ${actor.visitorId}`);
