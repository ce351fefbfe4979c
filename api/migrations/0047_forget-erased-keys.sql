DROP INDEX "erased_keys_workspace_id_erased_at_index";--> statement-breakpoint
CREATE INDEX "erased_keys_erased_at_index" ON "erased_keys" USING btree ("erased_at");--> statement-breakpoint

-- Of all workspaces: those of who was erased before.
create function forget_erased_keys(before timestamptz) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from erased_keys where erased_at < before
$$;
