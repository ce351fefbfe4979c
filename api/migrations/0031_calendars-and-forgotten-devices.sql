CREATE TABLE "holiday_calendars" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"team_id" uuid,
	"url" text NOT NULL,
	"holidays" jsonb NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"trouble" text,
	CONSTRAINT "holiday_calendars_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "holiday_calendars_trouble" CHECK ("holiday_calendars"."trouble" in ('unreachable', 'unreadable'))
);
--> statement-breakpoint
ALTER TABLE "holiday_calendars" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "agent_notices" DROP CONSTRAINT "agent_notices_about";--> statement-breakpoint
ALTER TABLE "push_devices" ADD COLUMN "forgotten_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "holiday_calendars" ADD CONSTRAINT "holiday_calendars_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holiday_calendars" ADD CONSTRAINT "holiday_calendars_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_notices" ADD CONSTRAINT "agent_notices_about" CHECK ("agent_notices"."about" in ('message', 'mention', 'assignment', 'returned', 'target', 'promise'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "holiday_calendars" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());