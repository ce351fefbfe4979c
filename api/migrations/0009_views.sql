CREATE TABLE "views" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"filters" jsonb NOT NULL,
	"sort" text NOT NULL,
	"is_shared" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "views_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "topics_workspace_id_status_waiting_since_id_index";--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "waiting_rank" timestamp with time zone GENERATED ALWAYS AS (coalesce(waiting_since, 'infinity'::timestamptz)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "attributes" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "views" ADD CONSTRAINT "views_workspace_id_owner_id_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "views_workspace_id_owner_id_index" ON "views" USING btree ("workspace_id","owner_id");--> statement-breakpoint
CREATE INDEX "topics_workspace_id_status_waiting_rank_id_index" ON "topics" USING btree ("workspace_id","status","waiting_rank","id");--> statement-breakpoint
CREATE INDEX "topics_pressing" ON "topics" USING btree ("workspace_id","status","priority" DESC NULLS LAST,"waiting_rank","id") WHERE priority > 0;--> statement-breakpoint
CREATE POLICY "own_workspace" ON "views" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());