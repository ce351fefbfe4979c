import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { articleDocs } from '../db/schema/article-index.ts';
import { outbox } from '../db/schema/outbox.ts';
import { recordEach } from '../outbox/record-event.ts';

/** Many articles that change at once are calibrated for once, and their words together with the vectors that follow. */
const AFTER_MS = 3_000;

/**
 * A statement: in a moment it is measured what the articles in these languages know. What still waits for that does for all.
 * `languages`: a query of `language`.
 */
export function wantCalibration(
  { db, now, actor: { workspaceId } }: Context,
  languages: SQL,
  dueAt = new Date(now().getTime() + AFTER_MS),
) {
  const wanted = sql`(
    select ${workspaceId}::uuid as workspace_id, language from (${languages}) changed
    where not exists (select from ${outbox} other where other.workspace_id = ${workspaceId}
      and other.type = 'articles.indexed' and other.payload ->> 'spoken' = language and not other.payload ? 'measured'
      and other.attempts = 0)) wanted`;
  return db.execute(recordEach('articles.indexed', { spoken: sql`language`, thread: sql`null` }, wanted, now(), dueAt));
}

/** The languages in which something is published, or the one of them. */
export const languagesOf = ({ actor: { workspaceId } }: Context, only?: string): SQL =>
  sql`select distinct spoken as language from ${articleDocs}
    where workspace_id = ${workspaceId} ${only ? sql`and spoken = ${only}` : sql``}`;
