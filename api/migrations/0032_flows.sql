CREATE TABLE "flow_runs" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"topic_id" uuid NOT NULL,
	"begun_by" uuid NOT NULL,
	"heard_id" uuid NOT NULL,
	"language" text NOT NULL,
	"revision" integer NOT NULL,
	"state" jsonb NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "flow_runs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "flow_runs_trigger" UNIQUE("workspace_id","begun_by"),
	CONSTRAINT "flow_runs_once" UNIQUE("workspace_id","topic_id","flow_id"),
	CONSTRAINT "flow_runs_ended" CHECK (("flow_runs"."ended_at" is not null) = ("flow_runs"."state" ->> 'name' = 'ended'))
);
--> statement-breakpoint
ALTER TABLE "flow_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "flow_versions" (
	"workspace_id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"plan" jsonb NOT NULL,
	"saved_by" uuid,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "flow_versions_workspace_id_flow_id_version_pk" PRIMARY KEY("workspace_id","flow_id","version")
);
--> statement-breakpoint
ALTER TABLE "flow_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "flows" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"is_on" boolean NOT NULL,
	"sealed_secret" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "flows_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "flows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "bot_messages" DROP CONSTRAINT "bot_messages_kind";--> statement-breakpoint
ALTER TABLE "bot_messages" ADD COLUMN "asks" jsonb;--> statement-breakpoint
ALTER TABLE "flow_runs" ADD CONSTRAINT "flow_runs_version" FOREIGN KEY ("workspace_id","flow_id","version") REFERENCES "public"."flow_versions"("workspace_id","flow_id","version") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_runs" ADD CONSTRAINT "flow_runs_workspace_id_topic_id_topics_workspace_id_id_fk" FOREIGN KEY ("workspace_id","topic_id") REFERENCES "public"."topics"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_runs" ADD CONSTRAINT "flow_runs_workspace_id_begun_by_messages_workspace_id_id_fk" FOREIGN KEY ("workspace_id","begun_by") REFERENCES "public"."messages"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_versions" ADD CONSTRAINT "flow_versions_workspace_id_flow_id_flows_workspace_id_id_fk" FOREIGN KEY ("workspace_id","flow_id") REFERENCES "public"."flows"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_versions" ADD CONSTRAINT "flow_versions_workspace_id_saved_by_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","saved_by") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flows" ADD CONSTRAINT "flows_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "flow_runs_now" ON "flow_runs" USING btree ("workspace_id","topic_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "flows_on" ON "flows" USING btree ("workspace_id","created_at","id") WHERE is_on and removed_at is null;--> statement-breakpoint
ALTER TABLE "bot_messages" ADD CONSTRAINT "bot_messages_asks" CHECK ("bot_messages"."asks" is null or "bot_messages"."kind" = 'step');--> statement-breakpoint
ALTER TABLE "bot_messages" ADD CONSTRAINT "bot_messages_kind" CHECK ("bot_messages"."kind" in ('answer', 'suggestion', 'handover', 'step'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "flow_runs" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "flow_versions" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "flows" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
-- What was saved once never changes: a flow that runs ends on its version.
revoke update on flow_versions from app;
