CREATE TABLE "promises" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"waiting_since" timestamp with time zone,
	"team_id" uuid,
	"agent_id" uuid,
	"made_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"likelihood" integer NOT NULL,
	"basis" text NOT NULL,
	"quantiles" jsonb,
	"queue_ahead" integer,
	"outcome" text DEFAULT 'open' NOT NULL,
	"at_risk_at" timestamp with time zone,
	"announced_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"renews_id" uuid,
	CONSTRAINT "promises_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "promises_kind" CHECK ("promises"."kind" in ('first', 'next', 'own-words')),
	CONSTRAINT "promises_own_words" CHECK (("promises"."kind" = 'own-words') = ("promises"."waiting_since" is null)),
	CONSTRAINT "promises_basis" CHECK ("promises"."basis" in ('history', 'aim', 'agent')),
	CONSTRAINT "promises_outcome" CHECK ("promises"."outcome" in ('open', 'kept', 'broken', 'cancelled', 'renewed')),
	CONSTRAINT "promises_settled" CHECK (("promises"."outcome" = 'open') = ("promises"."settled_at" is null)),
	CONSTRAINT "promises_announced" CHECK ("promises"."announced_at" is null or "promises"."outcome" = 'renewed'),
	CONSTRAINT "promises_likelihood" CHECK ("promises"."likelihood" between 1 and 100)
);
--> statement-breakpoint
ALTER TABLE "promises" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "waits" (
	"workspace_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"team_id" uuid,
	"kind" text NOT NULL,
	"queue_ahead" integer NOT NULL,
	"people_on_shift" integer NOT NULL,
	"ended_at" timestamp with time zone,
	"ended" text,
	"agent_id" uuid,
	CONSTRAINT "waits_workspace_id_topic_id_since_pk" PRIMARY KEY("workspace_id","topic_id","since"),
	CONSTRAINT "waits_kind" CHECK ("waits"."kind" in ('first', 'next')),
	CONSTRAINT "waits_ended" CHECK (("waits"."ended_at" is null) = ("waits"."ended" is null) and "waits"."ended" in ('replied', 'left'))
);
--> statement-breakpoint
ALTER TABLE "waits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "promise_id" uuid;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "promise_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "promise_rank" timestamp with time zone GENERATED ALWAYS AS (coalesce(promise_due_at, 'infinity'::timestamptz)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "makes_promises" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "promise_likelihood" integer DEFAULT 90 NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "shows_queue_place" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "aim_minutes" integer DEFAULT 240 NOT NULL;--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_workspace_id_topic_id_topics_workspace_id_id_fk" FOREIGN KEY ("workspace_id","topic_id") REFERENCES "public"."topics"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_workspace_id_agent_id_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waits" ADD CONSTRAINT "waits_workspace_id_topic_id_topics_workspace_id_id_fk" FOREIGN KEY ("workspace_id","topic_id") REFERENCES "public"."topics"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waits" ADD CONSTRAINT "waits_workspace_id_agent_id_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "promises_open" ON "promises" USING btree ("workspace_id","topic_id") WHERE outcome = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "promises_renewed" ON "promises" USING btree ("workspace_id","renews_id");--> statement-breakpoint
CREATE INDEX "promises_workspace_id_due_at_index" ON "promises" USING btree ("workspace_id","due_at");--> statement-breakpoint
CREATE INDEX "promises_workspace_id_topic_id_made_at_index" ON "promises" USING btree ("workspace_id","topic_id","made_at");--> statement-breakpoint
CREATE INDEX "waits_workspace_id_since_index" ON "waits" USING btree ("workspace_id","since");--> statement-breakpoint
CREATE INDEX "waits_workspace_id_ended_at_index" ON "waits" USING btree ("workspace_id","ended_at");--> statement-breakpoint
CREATE INDEX "waits_now" ON "waits" USING btree ("workspace_id","since") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "topics_workspace_id_status_promise_rank_id_index" ON "topics" USING btree ("workspace_id","status","promise_rank","id");--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_promise" CHECK (("topics"."promise_id" is null) = ("topics"."promise_due_at" is null));--> statement-breakpoint
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_promise_likelihood" CHECK ("workspaces"."promise_likelihood" between 50 and 95);--> statement-breakpoint
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_aim_minutes" CHECK ("workspaces"."aim_minutes" between 1 and 10080);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "promises" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "waits" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());