ALTER TABLE "article_docs" ADD COLUMN "index_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "article_docs_index_version" ON "article_docs" USING btree ("index_version","workspace_id");--> statement-breakpoint

-- The cron's look across workspaces: in which of them articles were looked through in an earlier way, and nobody is at it. It learns ids and nothing else.
create function workspaces_with_older_docs(current_version integer, at_most integer) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
    with recursive older as (
      (select doc.index_version, doc.workspace_id from article_docs doc
        where doc.index_version < current_version order by 1, 2 limit 1)
      union all
      select next.* from older cross join lateral (
        select doc.index_version, doc.workspace_id from article_docs doc
        where (doc.index_version, doc.workspace_id) > (older.index_version, older.workspace_id)
          and doc.index_version < current_version
        order by 1, 2 limit 1
      ) next
    )
    select distinct older.workspace_id from older
    where not exists (
      select from outbox o where o.workspace_id = older.workspace_id and o.type = 'articles.outdated'
        and (o.parked_at is null or o.parked_at > now() - interval '1 day')
    )
    limit at_most;
end $$;
--> statement-breakpoint
revoke execute on function workspaces_with_older_docs(integer, integer) from public;
--> statement-breakpoint
grant execute on function workspaces_with_older_docs(integer, integer) to app;
