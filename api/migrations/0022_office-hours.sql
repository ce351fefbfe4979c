CREATE TABLE "office_hours" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"team_id" uuid,
	"schedule" jsonb NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "office_hours_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "office_hours_whose" CHECK ("office_hours"."id" = coalesce("office_hours"."team_id", "office_hours"."workspace_id"))
);
--> statement-breakpoint
ALTER TABLE "office_hours" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "special_notices" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"text" text NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "special_notices_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "special_notices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "absences" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "rating_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "rating" integer;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "rating_word" text;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "rated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "rating_scale" text DEFAULT 'faces' NOT NULL;--> statement-breakpoint
ALTER TABLE "office_hours" ADD CONSTRAINT "office_hours_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_hours" ADD CONSTRAINT "office_hours_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "special_notices" ADD CONSTRAINT "special_notices_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "special_notices" ADD CONSTRAINT "special_notices_workspace_id_set_by_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","set_by") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "special_notices_workspace_id_ends_at_index" ON "special_notices" USING btree ("workspace_id","ends_at");--> statement-breakpoint
CREATE INDEX "topics_rated" ON "topics" USING btree ("workspace_id","rated_at") WHERE rated_at is not null;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_rating" CHECK ("topics"."rating" between 1 and 5 and ("topics"."rating" is null) = ("topics"."rated_at" is null));--> statement-breakpoint
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_rating_scale" CHECK ("workspaces"."rating_scale" in ('faces', 'stars', 'off'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "office_hours" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "special_notices" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());