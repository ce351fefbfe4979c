CREATE TABLE "recovery_links" (
	"workspace_id" uuid NOT NULL,
	"link_hash" text NOT NULL,
	"visitor_id" uuid NOT NULL,
	"address" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "recovery_links_workspace_id_link_hash_pk" PRIMARY KEY("workspace_id","link_hash")
);
--> statement-breakpoint
ALTER TABLE "recovery_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "visitor_keys" ADD COLUMN "let_in_for" text;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "mail_proven_by" text;--> statement-breakpoint
ALTER TABLE "recovery_links" ADD CONSTRAINT "recovery_links_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_links" ADD CONSTRAINT "recovery_links_workspace_id_visitor_id_visitors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","visitor_id") REFERENCES "public"."visitors"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recovery_links_workspace_id_visitor_id_index" ON "recovery_links" USING btree ("workspace_id","visitor_id");--> statement-breakpoint
-- Not valid: the column is as new as the constraint, so no row can break it, and none need be read under the table's lock.
ALTER TABLE "visitors" ADD CONSTRAINT "visitors_mail_proven_by" CHECK ("visitors"."mail_proven_by" in ('code', 'mail')) NOT VALID;--> statement-breakpoint
CREATE POLICY "own_workspace" ON "recovery_links" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
