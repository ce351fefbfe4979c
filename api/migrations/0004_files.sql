ALTER TABLE "attachments" ADD COLUMN "position" integer;--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "digest" text;--> statement-breakpoint
CREATE INDEX "attachments_workspace_id_thread_id_created_at_index" ON "attachments" USING btree ("workspace_id","thread_id","created_at");--> statement-breakpoint

-- True, or the whole batch fails: for a condition that must hold once rows were written already.
create function not_found_unless(holds boolean, message text) returns boolean language plpgsql as $$
begin
  if holds is not true then
    raise exception '%', message using errcode = 'EV404';
  end if;
  return true;
end $$;
--> statement-breakpoint

-- The cron's look across workspaces: in which of them files wait to be removed. It learns ids and nothing else.
create function workspaces_with_unsent_files(before timestamptz, at_most integer) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
    select distinct a.workspace_id from attachments a where a.message_id is null and a.created_at < before limit at_most;
end $$;
