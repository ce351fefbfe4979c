CREATE TABLE "erased_keys" (
	"workspace_id" uuid NOT NULL,
	"key_hash" text NOT NULL,
	"erased_at" timestamp with time zone NOT NULL,
	CONSTRAINT "erased_keys_workspace_id_key_hash_pk" PRIMARY KEY("workspace_id","key_hash")
);
--> statement-breakpoint
ALTER TABLE "erased_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "visitor_passes" DROP CONSTRAINT "visitor_passes_purpose";--> statement-breakpoint
ALTER TABLE "erased_keys" ADD CONSTRAINT "erased_keys_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erased_keys_workspace_id_erased_at_index" ON "erased_keys" USING btree ("workspace_id","erased_at");--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "audit_log_visitors" ON "audit_log" USING gin ("visitor_ids");--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "audit_log_names" ON "audit_log" USING btree ("workspace_id") WHERE visitor_ids is null and what in ('visitor.changed', 'visitor.merged', 'visitor.parted') and details ?| '{subject,from,to}';--> statement-breakpoint
ALTER TABLE "visitor_passes" ADD CONSTRAINT "visitor_passes_purpose" CHECK ("visitor_passes"."purpose" in ('notify', 'home', 'site', 'carry'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "erased_keys" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
-- As before; but each of the two asks for what an index finds, and the second only where there are names.
create or replace function forget_in_audit(erased uuid[], names text[]) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  blanked integer;
  unnamed integer := 0;
begin
  update audit_log set details = details - '{subject,from,to}'::text[], visitor_ids = null
  where workspace_id = current_workspace() and visitor_ids && erased;
  get diagnostics blanked = row_count;
  if cardinality(names) > 0 then
    update audit_log set details = details - '{subject,from,to}'::text[]
    where workspace_id = current_workspace()
      and visitor_ids is null and what in ('visitor.changed', 'visitor.merged', 'visitor.parted') and details ?| '{subject,from,to}'
      and (details ->> 'subject' = any (names) or details ->> 'from' = any (names) or details ->> 'to' = any (names));
    get diagnostics unnamed = row_count;
  end if;
  return blanked + unnamed;
end $$;
