import type { ArticleVotes } from '@everthread/shared/models/article';
import { type SQL, sql } from 'drizzle-orm';
import { articleVotes } from '../db/schema/help.ts';

/** A column of `row`, a table of articles in one language: what readers said of this version of it. */
export const votesOf = (row: 'article_variants' | 'article_versions', version: SQL): SQL<ArticleVotes> => {
  const own = sql.identifier(row);
  return sql`coalesce((
    select jsonb_build_object('helped', votes.helped, 'notHelped', votes.not_helped) from ${articleVotes} votes
    where votes.workspace_id = ${own}.workspace_id and votes.article_id = ${own}.article_id
      and votes.language = ${own}.language and votes.version = ${version}), '{"helped": 0, "notHelped": 0}')`;
};
