CREATE TABLE "topic_events" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"other_id" uuid,
	"rev" integer NOT NULL,
	"after_seq" integer NOT NULL,
	"kind" text NOT NULL,
	"agent_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "topic_events_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "topic_events_kind" CHECK ("topic_events"."kind" in ('changed', 'woken', 'split', 'merged', 'moved'))
);
--> statement-breakpoint
ALTER TABLE "topic_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "topics" DROP CONSTRAINT "topics_workspaceId_threadId_firstSeq_unique";--> statement-breakpoint
ALTER TABLE "topics" DROP CONSTRAINT "topics_status";--> statement-breakpoint
DROP INDEX "tags_name";--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "topic_events" ADD CONSTRAINT "topic_events_workspace_id_thread_id_topic_id_topics_workspace_id_thread_id_id_fk" FOREIGN KEY ("workspace_id","thread_id","topic_id") REFERENCES "public"."topics"("workspace_id","thread_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_events" ADD CONSTRAINT "topic_events_workspace_id_agent_id_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "topic_events_workspace_id_thread_id_after_seq_index" ON "topic_events" USING btree ("workspace_id","thread_id","after_seq");--> statement-breakpoint
CREATE INDEX "topic_events_workspace_id_thread_id_rev_index" ON "topic_events" USING btree ("workspace_id","thread_id","rev");--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_workspace_id_thread_id_merged_into_id_topics_workspace_id_thread_id_id_fk" FOREIGN KEY ("workspace_id","thread_id","merged_into_id") REFERENCES "public"."topics"("workspace_id","thread_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "topics_first_seq" ON "topics" USING btree ("workspace_id","thread_id","first_seq") WHERE first_seq > 0;--> statement-breakpoint
CREATE UNIQUE INDEX "tags_name" ON "tags" USING btree ("workspace_id",lower("name")) WHERE removed_at is null;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_merged" CHECK (("topics"."status" = 'merged') = ("topics"."merged_into_id" is not null) and ("topics"."status" = 'merged') = ("topics"."first_seq" = 0));--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_status" CHECK ("topics"."status" in ('open', 'waiting', 'snoozed', 'done', 'merged'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "topic_events" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());