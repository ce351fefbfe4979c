CREATE TABLE "experiment_topics" (
	"workspace_id" uuid NOT NULL,
	"experiment_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"arm" text NOT NULL,
	"enrolled_at" timestamp with time zone NOT NULL,
	CONSTRAINT "experiment_topics_workspace_id_experiment_id_topic_id_pk" PRIMARY KEY("workspace_id","experiment_id","topic_id"),
	CONSTRAINT "experiment_topics_arm" CHECK ("experiment_topics"."arm" in ('first', 'second'))
);
--> statement-breakpoint
ALTER TABLE "experiment_topics" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "experiments" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"filters" jsonb NOT NULL,
	"first" jsonb NOT NULL,
	"second" jsonb NOT NULL,
	"share" integer NOT NULL,
	"detects" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	CONSTRAINT "experiments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "experiments_share" CHECK ("experiments"."share" between 1 and 99),
	CONSTRAINT "experiments_ended" CHECK ("experiments"."ended_at" is null or "experiments"."started_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "experiments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "targets" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"view_id" uuid,
	"filters" jsonb NOT NULL,
	"first_minutes" integer,
	"next_minutes" integer,
	"done_minutes" integer,
	"in_office_hours" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "targets_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "targets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "topic_targets" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"team_id" uuid,
	"minutes" integer NOT NULL,
	"in_office_hours" boolean NOT NULL,
	"due_at" timestamp with time zone,
	"outcome" text NOT NULL,
	"warned_at" timestamp with time zone,
	"breached_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "topic_targets_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "topic_targets_kind" CHECK ("topic_targets"."kind" in ('first', 'next', 'done')),
	CONSTRAINT "topic_targets_outcome" CHECK ("topic_targets"."outcome" in ('open', 'kept', 'breached', 'cancelled')),
	CONSTRAINT "topic_targets_breached" CHECK (("topic_targets"."outcome" = 'breached') = ("topic_targets"."breached_at" is not null)),
	CONSTRAINT "topic_targets_ended" CHECK (case when "topic_targets"."ended_at" is null then "topic_targets"."outcome" in ('open', 'breached') else "topic_targets"."outcome" <> 'open' end)
);
--> statement-breakpoint
ALTER TABLE "topic_targets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "agent_notices" DROP CONSTRAINT "agent_notices_about";--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "target_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "target_rank" timestamp with time zone GENERATED ALWAYS AS (coalesce(target_due_at, 'infinity'::timestamptz)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "experiment_topics" ADD CONSTRAINT "experiment_topics_workspace_id_experiment_id_experiments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","experiment_id") REFERENCES "public"."experiments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiment_topics" ADD CONSTRAINT "experiment_topics_workspace_id_topic_id_topics_workspace_id_id_fk" FOREIGN KEY ("workspace_id","topic_id") REFERENCES "public"."topics"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiments" ADD CONSTRAINT "experiments_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_targets" ADD CONSTRAINT "topic_targets_workspace_id_topic_id_topics_workspace_id_id_fk" FOREIGN KEY ("workspace_id","topic_id") REFERENCES "public"."topics"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_targets" ADD CONSTRAINT "topic_targets_workspace_id_target_id_targets_workspace_id_id_fk" FOREIGN KEY ("workspace_id","target_id") REFERENCES "public"."targets"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "experiment_topics_workspace_id_topic_id_index" ON "experiment_topics" USING btree ("workspace_id","topic_id");--> statement-breakpoint
CREATE UNIQUE INDEX "experiments_running" ON "experiments" USING btree ("workspace_id") WHERE started_at is not null and ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "topic_targets_once" ON "topic_targets" USING btree ("workspace_id","topic_id","target_id","kind","since");--> statement-breakpoint
CREATE INDEX "topic_targets_now" ON "topic_targets" USING btree ("workspace_id","topic_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "topic_targets_workspace_id_ended_at_index" ON "topic_targets" USING btree ("workspace_id","ended_at");--> statement-breakpoint
CREATE INDEX "topics_workspace_id_status_target_rank_id_index" ON "topics" USING btree ("workspace_id","status","target_rank","id");--> statement-breakpoint
ALTER TABLE "agent_notices" ADD CONSTRAINT "agent_notices_about" CHECK ("agent_notices"."about" in ('message', 'mention', 'assignment', 'returned', 'target'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "experiment_topics" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "experiments" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "targets" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "topic_targets" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
-- Whoever has chosen what he is told of is told of targets as everybody is at first.
UPDATE agents SET notifications = jsonb_set(notifications, '{kinds,target}', '{"push": true, "sound": true, "badge": false}') WHERE notifications IS NOT NULL;
