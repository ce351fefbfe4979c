ALTER TABLE "article_docs" ADD COLUMN "index_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "article_docs_index_version" ON "article_docs" USING btree ("index_version","workspace_id");--> statement-breakpoint

-- The cron's look across workspaces: in which of them articles were looked through in an earlier way, and nobody is at it. It learns ids and nothing else.
create function workspaces_with_older_docs(current_version integer, at_most integer) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
    select distinct doc.workspace_id from (
      select workspace_id from article_docs where index_version < current_version order by index_version, workspace_id limit 20000
    ) doc
    where not exists (select from outbox o where o.workspace_id = doc.workspace_id and o.type = 'articles.outdated')
    limit at_most;
end $$;
--> statement-breakpoint
revoke execute on function workspaces_with_older_docs(integer, integer) from public;
--> statement-breakpoint
grant execute on function workspaces_with_older_docs(integer, integer) to app;
