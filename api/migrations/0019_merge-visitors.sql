CREATE TABLE "visitor_merges" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"kept_id" uuid NOT NULL,
	"merged_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"kept_thread_id" uuid NOT NULL,
	"merged_thread_id" uuid NOT NULL,
	"after_seq" integer NOT NULL,
	"count" integer NOT NULL,
	"merged_name" text,
	"agent_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "visitor_merges_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "visitor_merges_state" CHECK ("visitor_merges"."state" in ('merging', 'merged', 'parting', 'parted'))
);
--> statement-breakpoint
ALTER TABLE "visitor_merges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "visitor_tags" (
	"workspace_id" uuid NOT NULL,
	"visitor_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	CONSTRAINT "visitor_tags_workspace_id_visitor_id_tag_id_pk" PRIMARY KEY("workspace_id","visitor_id","tag_id")
);
--> statement-breakpoint
ALTER TABLE "visitor_tags" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "scheduled_messages" DROP CONSTRAINT "scheduled_messages_state";--> statement-breakpoint
DROP INDEX "scheduled_messages_workspace_id_thread_id_index";--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "position" integer;--> statement-breakpoint
ALTER TABLE "visitor_merges" ADD CONSTRAINT "visitor_merges_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitor_merges" ADD CONSTRAINT "visitor_merges_workspace_id_agent_id_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitor_tags" ADD CONSTRAINT "visitor_tags_workspace_id_visitor_id_visitors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","visitor_id") REFERENCES "public"."visitors"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitor_tags" ADD CONSTRAINT "visitor_tags_workspace_id_tag_id_tags_workspace_id_id_fk" FOREIGN KEY ("workspace_id","tag_id") REFERENCES "public"."tags"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visitor_merges_workspace_id_kept_id_at_index" ON "visitor_merges" USING btree ("workspace_id","kept_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "visitor_tags_workspace_id_tag_id_visitor_id_index" ON "visitor_tags" USING btree ("workspace_id","tag_id","visitor_id");--> statement-breakpoint
CREATE INDEX "scheduled_messages_workspace_id_thread_id_index" ON "scheduled_messages" USING btree ("workspace_id","thread_id") WHERE state in ('waiting', 'returned', 'left');--> statement-breakpoint
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_state" CHECK ("scheduled_messages"."state" in ('waiting', 'sent', 'cancelled', 'returned', 'left'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "visitor_merges" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "visitor_tags" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());